using Microsoft.EntityFrameworkCore;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Finding;

namespace RiderPlatform.Stations.Feeds;

/// <summary>
/// What the feeds show now: the snapshot, put together with names at most twice a minute and after each change. While
/// PostgreSQL is away the last names go on being told.
/// </summary>
internal sealed class FeedSource(
    StationSnapshot snapshot, IServiceScopeFactory scopes, TimeProvider time, ILogger<FeedSource> logger)
{
    private volatile OpenStations? _current;

    /// <summary>Null until the stations were read for the first time.</summary>
    public async Task<OpenStations?> NowAsync(CancellationToken ct)
    {
        // The revision first: stations that are newer than it only lead to one more making.
        var revision = snapshot.Revision;
        if (snapshot.Stations is not { } tree)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var at = new DateTimeOffset(now.Ticks - (now.Ticks % OpenStations.Fresh.Ticks), TimeSpan.Zero)
            .ToOffset(OpeningHours.Shanghai);
        var known = _current;
        if (known is not null && known.Revision == revision && known.At == at)
        {
            return known;
        }

        var stations = tree.Items.OrderBy(f => f.Station.Id).ToList();
        return _current = new OpenStations(revision, at, stations, await NamesAsync(stations, known, ct));
    }

    private async Task<FeedNames> NamesAsync(
        List<FoundStation> stations, OpenStations? known, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<StationsDb>();
            var organisations = stations.Select(f => f.Station.OrganisationId).Distinct().ToArray();
            var regions = stations.Select(f => f.Station.RegionCode)
                .SelectMany(c => new[] { c[..Math.Min(2, c.Length)], c[..Math.Min(4, c.Length)] }).Distinct().ToArray();
            return new FeedNames(
                await db.Organisations.Where(o => organisations.Contains(o.Id))
                    .ToDictionaryAsync(o => o.Id, o => o.Name, ct),
                await db.Regions.Where(r => regions.Contains(r.Code)).ToDictionaryAsync(r => r.Code, r => r.Name, ct),
                await db.Stations.MaxAsync(s => (DateTimeOffset?)s.ChangedAt, ct));
        }
        catch (Exception e) when (known is not null && !ct.IsCancellationRequested)
        {
            logger.LogWarning("The feeds keep the names they have: {Reason}", e.GetBaseException().Message);
            var changed = stations.Select(f => (DateTimeOffset?)f.Station.ChangedAt).Append(known.ChangedAt).Max();
            return known.Names with { ChangedAt = changed };
        }
    }
}
