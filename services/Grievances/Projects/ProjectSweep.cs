using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;

namespace RiderPlatform.Grievances.Projects;

/// <summary>
/// Clusters each city's week once it is over, and checks closed projects when their day comes; also those that came
/// while no replica ran.
/// </summary>
public sealed class ProjectSweep(
    IServiceScopeFactory scopes, DirectoryCopy directory, ClusterOptions options, TimeProvider time,
    ILogger<ProjectSweep> logger)
    : Sweep("Projects", TimeSpan.FromMinutes(1), time, logger)
{
    protected override Task LookAsync(CancellationToken ct) => SweepAsync(ct);

    public async Task SweepAsync(CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return;
        }

        while (await WithAsync(db => new RecurrenceCheck(db, options).RunAsync(Time.Now(), ct)))
        {
        }

        foreach (var (city, week) in await WithAsync(db => DueAsync(db, ct)))
        {
            await WithAsync(db => new CityClustering(db, options, snapshot)
                .RunAsync(city, week, null, Time.Now(), ct));
        }
    }

    /// <summary>
    /// The weeks of each city since the last one that was clustered, the oldest first; where none ever was, the last
    /// week alone.
    /// </summary>
    private async Task<IReadOnlyList<(string City, IsoWeek Week)>> DueAsync(GrievancesDb db, CancellationToken ct)
    {
        var last = IsoWeek.Of(Time.Now()).Plus(-1);
        var text = last.ToString();
        var cities = await db.Database.SqlQuery<CityWeek>($"""
            select c.code as "City", (select max(r.week) from project_clusterings r
                where r.city = c.code and r.final) as "Week"
            from (select distinct left(code, 4) as code from directory_regions where length(code) >= 4) c
            where not exists (select from project_clusterings r where r.city = c.code and r.week = {text} and r.final)
                and exists (select from cases x where x.region_code like c.code || '%')
            order by c.code
            """).ToListAsync(ct);
        return [.. cities.SelectMany(c =>
        {
            var missed = IsoWeek.Parse(c.Week) is { } done && last.Since(done) > 0
                ? Math.Min(last.Since(done), options.MostMissedWeeks) : 1;
            return Enumerable.Range(1 - missed, missed).Select(i => (c.City, last.Plus(i)));
        })];
    }

    private async Task<T> WithAsync<T>(Func<GrievancesDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<GrievancesDb>());
    }

    private sealed record CityWeek(string City, string? Week);
}
