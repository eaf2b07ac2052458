using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Rules;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Consumers;

/// <summary>
/// Keeps the copy of riders: where they belong, what they are and whether they are active. Old news changes nothing.
/// </summary>
public sealed class CopyRiders(PointsDb db) : IConsumeFacts<RiderRegistered>
{
    private const string Sql = """
        insert into rider as r (id, version, region_code, is_member, active, posts)
        select distinct on (id) id, version, region, member, active, posts::jsonb
        from unnest({0}, {1}, {2}, {3}, {4}, {5})
            as n(id, version, region, member, active, posts) order by id, version desc
        on conflict (id) do update set version = excluded.version, region_code = excluded.region_code,
            is_member = excluded.is_member, active = excluded.active, posts = excluded.posts
        where r.version < excluded.version
        """;

    public Task ConsumeAsync(IReadOnlyList<RiderRegistered> facts, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync(Sql,
        [
            facts.Select(f => f.RiderId).ToArray(), facts.Select(f => f.Version).ToArray(),
            facts.Select(f => f.RegionCode).ToArray(), facts.Select(f => f.IsMember).ToArray(),
            facts.Select(f => f.Active).ToArray(),
            facts.Select(f => f.Posts is null ? null : JsonSerializer.Serialize(
                f.Posts.Select(p => new HeldPost(p.Kind, p.RegionCode, p.From, p.Until)), RuleJson.Options)).ToArray(),
        ], ct);
}
