using RiderPlatform.Grievances.Timers;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>
/// Looks every few seconds whether a warning has come for an open appeal, and whether a platform's time is over. On
/// every replica; what they do is safe to do at once and to do again.
/// </summary>
public sealed class AppealSweep(
    IServiceScopeFactory scopes, TimeProvider time, ILogger<AppealSweep> logger)
    : Sweep("Appeals", TimeSpan.FromSeconds(5), time, logger)
{
    protected override async Task LookAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MarkAppeals>().RunAsync(ct);
        await scope.ServiceProvider.GetRequiredService<UpholdSilent>().RunAsync(ct);
    }
}
