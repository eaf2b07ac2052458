namespace RiderPlatform.Grievances.Appeals;

/// <summary>
/// Looks every few seconds whether a warning has come for an open appeal, and whether a platform's time is over. On
/// every replica; what they do is safe to do at once and to do again.
/// </summary>
public sealed class AppealSweep(
    IServiceScopeFactory scopes, TimeProvider time, ILogger<AppealSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<MarkAppeals>().RunAsync(stoppingToken);
                await scope.ServiceProvider.GetRequiredService<UpholdSilent>().RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning("Appeals could not be swept: {Reason}", e.GetBaseException().Message);
            }
        }
    }
}
