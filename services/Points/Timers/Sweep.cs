namespace RiderPlatform.Points.Timers;

/// <summary>
/// Looks at intervals for what has become due, on every replica: what it does is safe to do at once and to do again. A
/// look that fails is told, and the next one finds the same work.
/// </summary>
/// <param name="what">For the log: <c>Lots</c>.</param>
public abstract class Sweep(string what, TimeSpan every, TimeProvider time, ILogger logger) : BackgroundService
{
    protected TimeProvider Time => time;

    protected abstract Task LookAsync(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning("{What} could not be swept: {Reason}", what, e.GetBaseException().Message);
            }
        }
    }
}
