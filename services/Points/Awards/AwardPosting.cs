using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Lots;
using RiderPlatform.Points.Rules;

namespace RiderPlatform.Points.Awards;

/// <summary>
/// Decides and posts a batch of events of one kind: once a key, bounded by caps, backed by the fund. Plain Npgsql, one
/// round trip for a batch: row by row through EF Core reached 2,000 awards/s, arrays 57,000 and more.
/// </summary>
public sealed class AwardPosting(
    PointsDb db, AwardRules rules, AwardMetrics metrics, LotLife life, TimeProvider time)
{
    /// <summary>Needs a transaction. An event that no version knows is thrown: no retry would change that.</summary>
    internal async Task PostAsync(string rule, IReadOnlyList<AwardItem> items, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return;
        }

        var book = await rules.CurrentAsync(db, ct);
        var standings = book.Weighs ? await StandingsAsync(items, ct) : [];
        foreach (var round in Rounds(items.Select(i => new ClaimedItem(i, (i.Event.IsKnown
            ? book.Claim(i.Event, standings.GetValueOrDefault(i.RiderId) ?? Standing.None) : null)
                ?? throw new NoRuleException(i)))))
        {
            await PostAsync(rule, round, ct);
        }
    }

    /// <summary>All of one version.</summary>
    internal async Task PostAsync(string rule, ClaimedItem[] claims, CancellationToken ct)
    {
        await using var command = CommandOf(rule, claims, time.GetUtcNow());
        command.Connection = (NpgsqlConnection)db.Database.GetDbConnection();
        command.Transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        metrics.Posted(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    /// <summary>
    /// Nearly always one. Versions bound differently; and of a rider's events by a line that cools off, a later one
    /// needs to see what became of an earlier one.
    /// </summary>
    private static List<ClaimedItem[]> Rounds(IEnumerable<ClaimedItem> claims)
    {
        var before = new Dictionary<(Guid Rider, string Line), int>();
        return claims.GroupBy(c => (c.Claim.Set.Version, Round: RoundOf(c))).OrderBy(g => g.Key)
            .Select(g => g.ToArray()).ToList();

        int RoundOf(ClaimedItem c)
        {
            if (c.Claim.Line is not { CoolingMinutes: not null } line)
            {
                return 0;
            }

            var key = (c.Item.RiderId, line.Id);
            return before[key] = before.GetValueOrDefault(key, -1) + 1;
        }
    }

    private async Task<Dictionary<Guid, Standing>> StandingsAsync(IReadOnlyList<AwardItem> items, CancellationToken ct)
    {
        var ids = items.Select(i => i.RiderId).Distinct().ToArray();
        return (await db.Riders.AsNoTracking().Where(r => ids.Contains(r.Id) && (r.IsMember || r.Posts != null))
            .Select(r => new { r.Id, r.IsMember, r.Posts }).ToListAsync(ct))
            .ToDictionary(r => r.Id, r => new Standing(r.IsMember, RuleJson.PostsOf(r.Posts)));
    }

    private NpgsqlCommand CommandOf(string rule, ClaimedItem[] claims, DateTimeOffset now)
    {
        var set = claims[0].Claim.Set;
        var cap = set.Content.CapOf(rule);
        var command = new NpgsqlCommand(AwardSql.PostAwards);
        Array(c => c.Item.Key);
        Array(c => c.Item.Reference);
        Array(c => c.Item.RiderId);
        Array(c => c.Item.Event.Category);
        Array(c => c.Item.Subject);
        Array(c => c.Item.Event.Region);
        Array(c => c.Claim.Day);
        Array(c => c.Wanted);
        Array(_ => Guid.CreateVersion7(now));
        Array(c => c.Item.Event.At.ToUniversalTime());
        Array(c => c.Claim.Line?.Id);
        Array(c => c.Claim.Base);
        Array(c => c.Claim.Percent);
        Array(c => c.Claim.Line?.PerDay);
        Array(c => c.Claim.Line?.CoolingMinutes);
        Array(c => c.Nothing?.ToString());
        Array(c => c.Item.Event.Promised);
        One(rule);
        One(set.Version);
        One(cap?.PerDay);
        One(cap?.PerWeek);
        One(life.ExpiryOf(now, set.Content.ValidMonths));
        One(Guid.CreateVersion7(now));
        One(now);
        One(Activity.Current is { Recorded: true } a ? a.Id : null);
        return command;

        void Array<T>(Func<ClaimedItem, T> of) => One(System.Array.ConvertAll(claims, c => of(c)));

        void One<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
    }
}

/// <summary>No rule speaks of it: the message is parked for operations, and no retry would change that.</summary>
public sealed class NoRuleException : Exception
{
    internal NoRuleException(AwardItem item)
        : base($"No rule awards severity '{item.Event.Severity}' at {item.Event.At:O} ({item.Key}).")
    {
    }
}
