using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.Stations.Data;

namespace RiderPlatform.Stations.Tests;

/// <summary>The service with a directory of its own, which came in over the real broker.</summary>
public sealed class StationsFixture() : ServiceFixture<Program>("stations"), IAsyncLifetime
{
    public const string Street = "510104017";
    public const string OtherCity = "511102004";

    public static readonly Guid Runner = Guid.Parse("0197a000-0000-7000-8000-000000000001");
    public static readonly Guid CoBuilder = Guid.Parse("0197a000-0000-7000-8000-000000000002");
    public static readonly Guid Dissolved = Guid.Parse("0197a000-0000-7000-8000-000000000003");

    public HttpClient Secretary => ClientFor(null, new Grant(Roles.Secretary, "5101", null));

    public HttpClient Keeper => ClientFor(null, new Grant(Roles.Keeper, "510104", Runner));

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await PublishAsync(Organisation(Runner, "锦官驿党建指导站", 1, true), Runner);
        await PublishAsync(Organisation(CoBuilder, "锦江区总工会", 1, true), CoBuilder);
        await PublishAsync(Organisation(Dissolved, "旧单位", 1, false), Dissolved);
        await PublishAsync(Regions("510104", 1, Street, "510104018"), Guid.CreateVersion7());
        await PublishAsync(Regions("511102", 1, OtherCity), Guid.CreateVersion7());
        await Eventually.IsAsync(
            () => WithAsync<StationsDb,
                int>(async db => await db.Organisations.CountAsync() + await db.Regions.CountAsync()),
            rows => rows >= 6);
    }

    /// <summary>Through this service's own outbox, exchange and queue: as real as from another service.</summary>
    public Task PublishAsync<TFact>(TFact fact, Guid key) where TFact : class => WithAsync<StationsDb, int>(async db =>
    {
        db.Publish(fact, key, 1);
        return await db.SaveChangesAsync();
    });

    public static OrganisationChanged Organisation(Guid id, string name, long version, bool active) => new()
    {
        OrganisationId = id,
        Version = version,
        ParentId = null,
        Kind = "GuidanceStation",
        Name = name,
        RegionCode = Street,
        Active = active,
        OccurredAt = TimeProvider.System.GetUtcNow(),
    };

    public static RegionsChanged Regions(string parent, long version, params string[] codes) => new()
    {
        ParentCode = parent,
        Version = version,
        Regions = [.. codes.Select(c => new RegionsChanged.Region(c, $"区域 {c}"))],
        OccurredAt = TimeProvider.System.GetUtcNow(),
    };
}
