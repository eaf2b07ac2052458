using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Timers;

/// <summary>Looks every few seconds whether a clock has reached a level, and goes on until none has.</summary>
public sealed class TimerSweep(
    IServiceScopeFactory scopes, DirectoryCopy directory, ClockLimits limits, TimeProvider time,
    ILogger<TimerSweep> logger) : BackgroundService
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
                logger.LogWarning("Timers could not be swept: {Reason}", e.GetBaseException().Message);
            }
        }
    }

    /// <summary>How many notices were written.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var fired = 0;
        while (directory.Current is { } snapshot)
        {
            await using var scope = scopes.CreateAsyncScope();
            var batch = new TimerBatch(
                scope.ServiceProvider.GetRequiredService<GrievancesDb>(), limits, snapshot, time.Now());
            var (taken, written) = await batch.FireAsync(ct);
            fired += written;
            if (taken < TimerBatch.Size)
            {
                break;
            }
        }

        return fired;
    }
}
