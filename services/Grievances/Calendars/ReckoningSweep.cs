using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>
/// Looks every few seconds for a newly announced year: the other services are told, deadlines are reckoned anew.
/// </summary>
public sealed class ReckoningSweep(
    IServiceScopeFactory scopes, DirectoryCopy directory, ClockLimits limits, TimeProvider time,
    ILogger<ReckoningSweep> logger)
    : Sweep("Deadlines to reckon anew", TimeSpan.FromSeconds(5), time, logger)
{
    protected override Task LookAsync(CancellationToken ct) => SweepAsync(ct);

    /// <summary>How many cases were looked at. On every replica; each case is one replica's.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var outer = scopes.CreateAsyncScope();
        var db = outer.ServiceProvider.GetRequiredService<GrievancesDb>();
        await TellYears.RunAsync(db, Time.Now(), ct);
        var waiting = await db.Set<CalendarYearRow>()
            .AsNoTracking().Where(y => y.Version == 1 && y.ReckonedAt == null).ToListAsync(ct);
        var all = 0;
        foreach (var year in waiting)
        {
            // A replica that has not read the year yet would reckon plain weekends again.
            while (directory.Current is { } snapshot && snapshot.Calendar.Find(year.Year) is not null)
            {
                await using var scope = scopes.CreateAsyncScope();
                var run = new ReckonYear(
                    scope.ServiceProvider.GetRequiredService<GrievancesDb>(), limits, snapshot, Time.Now());
                if (await run.RunAsync(year, ct) is var taken && taken == 0)
                {
                    await run.FinishAsync(year, ct);
                    break;
                }

                all += taken;
            }
        }

        return all;
    }
}
