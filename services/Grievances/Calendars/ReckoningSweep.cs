using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>Looks every few seconds for a newly announced year whose deadlines are to be reckoned anew.</summary>
public sealed class ReckoningSweep(
    IServiceScopeFactory scopes, DirectoryCopy directory, ClockLimits limits, TimeProvider time,
    ILogger<ReckoningSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning("Deadlines could not be reckoned anew: {Reason}", e.GetBaseException().Message);
            }
        }
    }

    /// <summary>How many cases were looked at. On every replica; each case is one replica's.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var outer = scopes.CreateAsyncScope();
        var waiting = await outer.ServiceProvider.GetRequiredService<GrievancesDb>().Set<CalendarYearRow>()
            .AsNoTracking().Where(y => y.Version == 1 && y.ReckonedAt == null).ToListAsync(ct);
        var all = 0;
        foreach (var year in waiting)
        {
            // A replica that has not read the year yet would reckon plain weekends again.
            while (directory.Current is { } snapshot && snapshot.Calendar.Find(year.Year) is not null)
            {
                await using var scope = scopes.CreateAsyncScope();
                var run = new ReckonYear(
                    scope.ServiceProvider.GetRequiredService<GrievancesDb>(), limits, snapshot, time.Now());
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
