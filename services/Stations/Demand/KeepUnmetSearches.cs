using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Demand;

/// <summary>
/// Counts searches that found nothing in memory and writes them every five seconds: the finder itself asks no
/// database. A process that dies loses those seconds; beyond the limit of different searches, further ones are not
/// counted, so that nobody can fill the memory.
/// </summary>
internal sealed class KeepUnmetSearches(
    IServiceScopeFactory scopes, TimeProvider time, ILogger<KeepUnmetSearches> logger) : BackgroundService
{
    private const int MaxKept = 2_000;
    private const double CellMetres = 200;
    private const double MetresPerDegree = 111_195;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Key, int> _counts = new();

    private sealed record Key(
        DateOnly Day, double Longitude, double Latitude, string Region, string Service, string Kind, bool Open);

    /// <summary>Of places in China only: nobody builds a station elsewhere.</summary>
    public void Count(Position from, string region, string? service, StationKind? kind, bool open)
    {
        if (from.IsInChina && _counts.Count < MaxKept)
        {
            var cell = Rounded(from);
            _counts.AddOrUpdate(
                new Key(
                    ChinaDate.Of(time.GetUtcNow()), cell.Longitude, cell.Latitude, region, service ?? "",
                    kind?.ToString() ?? "", open),
                1, (_, n) => n + 1);
        }
    }

    /// <summary>The middle of the square of 200 m that the place lies in.</summary>
    public static Position Rounded(Position place)
    {
        static double Middle(double degrees, double step) =>
            Math.Round((Math.Floor(degrees / step) + 0.5) * step, 6);

        var step = CellMetres / MetresPerDegree;
        var latitude = Middle(place.Latitude, step);
        return new Position(
            Middle(place.Longitude, step / Math.Cos(double.DegreesToRadians(latitude))), latitude);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await WriteAsync(stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        var taken = _counts.Keys
            .Select(k => (Key: k, Times: _counts.TryRemove(k, out var times) ? times : 0))
            .Where(t => t.Times > 0).ToList();
        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await AddAsync(scope.ServiceProvider.GetRequiredService<StationsDb>(), taken, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            taken.ForEach(t => _counts.AddOrUpdate(t.Key, t.Times, (_, n) => n + t.Times));
            logger.LogWarning(
                "{Count} unmet searches wait for the database: {Reason}", taken.Count, e.GetBaseException().Message);
        }
    }

    /// <summary>Sorted, so that two replicas take their rows in one order.</summary>
    private static Task<int> AddAsync(StationsDb db, List<(Key Key, int Times)> taken, CancellationToken ct)
    {
        var rows = taken.OrderBy(t => t.Key.ToString(), StringComparer.Ordinal).ToList();
        var days = rows.Select(t => t.Key.Day).ToArray();
        var longitudes = rows.Select(t => t.Key.Longitude).ToArray();
        var latitudes = rows.Select(t => t.Key.Latitude).ToArray();
        var regions = rows.Select(t => t.Key.Region).ToArray();
        var services = rows.Select(t => t.Key.Service).ToArray();
        var kinds = rows.Select(t => t.Key.Kind).ToArray();
        var open = rows.Select(t => t.Key.Open).ToArray();
        var times = rows.Select(t => t.Times).ToArray();
        return db.Database.ExecuteSqlAsync($"""
            insert into unmet_search as u
                (day, longitude, latitude, region_code, service, kind, open_asked, times)
            select * from unnest({days}, {longitudes}, {latitudes}, {regions}, {services}, {kinds}, {open}, {times})
            on conflict (day, longitude, latitude, region_code, service, kind, open_asked)
                do update set times = u.times + excluded.times
            """, ct);
    }
}

internal static class UnmetSearches
{
    public static void AddUnmetSearches(this IServiceCollection services)
    {
        services.AddSingleton<KeepUnmetSearches>();
        services.AddHostedService(s => s.GetRequiredService<KeepUnmetSearches>());
    }
}
