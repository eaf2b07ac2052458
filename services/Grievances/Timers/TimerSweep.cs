using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.CoHandling;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Timers;

/// <summary>Looks every second whether a clock has reached a level, and goes on until none has.</summary>
public sealed class TimerSweep(
    IServiceScopeFactory scopes, DirectoryCopy directory, ClockLimits limits, TimeProvider time,
    ILogger<TimerSweep> logger)
    : Sweep("Timers", TimeSpan.FromSeconds(1), time, logger)
{
    protected override async Task LookAsync(CancellationToken ct)
    {
        await SweepAsync(ct);
        await SweepCoTasksAsync(ct);
        await TakeNextStepsAsync(ct);
    }

    /// <summary>How many notices were written.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var fired = 0;
        while (directory.Current is { } snapshot)
        {
            await using var scope = scopes.CreateAsyncScope();
            var batch = new TimerBatch(
                scope.ServiceProvider.GetRequiredService<GrievancesDb>(), limits, snapshot, Time.Now());
            var (taken, written) = await batch.FireAsync(ct);
            fired += written;
            if (taken < TimerBatch.Size)
            {
                break;
            }
        }

        return fired;
    }

    /// <summary>The same for the clocks of co-handlers.</summary>
    public async Task<int> SweepCoTasksAsync(CancellationToken ct)
    {
        var fired = 0;
        while (directory.Current is { } snapshot)
        {
            await using var scope = scopes.CreateAsyncScope();
            var batch = new CoTaskBatch(
                scope.ServiceProvider.GetRequiredService<GrievancesDb>(), limits, snapshot, Time.Now());
            var (taken, written) = await batch.FireAsync(ct);
            fired += written;
            if (taken < CoTaskBatch.Size)
            {
                break;
            }
        }

        return fired;
    }

    /// <summary>Steps whose moment has come; how many were taken.</summary>
    public async Task<int> TakeNextStepsAsync(CancellationToken ct)
    {
        var taken = 0;
        while (directory.Current is not null)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GrievancesDb>();
            var due = await NextSteps.ClaimAsync(db, Time.Now(), ct);
            foreach (var next in due)
            {
                await using var own = scopes.CreateAsyncScope();
                var done = await own.ServiceProvider.GetRequiredService<TakeStep>()
                    .BySystemAsync(next.CaseId, NextStep.Of(next), ct);
                taken += done ? 1 : 0;
                await (done ? Task.CompletedTask : NextSteps.ForgetAsync(db, next, ct));
            }

            if (due.Count == 0)
            {
                break;
            }
        }

        return taken;
    }
}
