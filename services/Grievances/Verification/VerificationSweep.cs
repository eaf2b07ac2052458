using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Verification;

/// <summary>Looks every few seconds for hazards to be checked, until none is left.</summary>
public sealed class VerificationSweep(
    IServiceScopeFactory scopes, DirectoryCopy directory, TimeProvider time, ILogger<VerificationSweep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(time.Now(), stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning("Verifications could not be swept: {Reason}", e.GetBaseException().Message);
            }
        }
    }

    public async Task SweepAsync(DateTimeOffset now, CancellationToken ct)
    {
        while (directory.Current is { } snapshot)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GrievancesDb>();
            if (await new VerificationBatch(db, snapshot, now).RunAsync(ct) < VerificationBatch.Size)
            {
                return;
            }
        }
    }
}
