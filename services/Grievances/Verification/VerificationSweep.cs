using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;

namespace RiderPlatform.Grievances.Verification;

/// <summary>Looks every few seconds for hazards to be checked, until none is left.</summary>
public sealed class VerificationSweep(
    IServiceScopeFactory scopes, DirectoryCopy directory, TimeProvider time, ILogger<VerificationSweep> logger)
    : Sweep("Verifications", TimeSpan.FromSeconds(10), time, logger)
{
    protected override Task LookAsync(CancellationToken ct) => SweepAsync(Time.Now(), ct);

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
