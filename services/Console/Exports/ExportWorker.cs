using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Console.Exports;

/// <summary>
/// Carries exports on, in every replica: whoever takes a job's lease writes some pages of it and lets go, so that long
/// lists do not hold up short ones, and the job of a replica that died is taken up when its lease ends.
/// </summary>
internal sealed class ExportWorker(
    IServiceScopeFactory scopes, ExportBell bell, TimeProvider time, ILogger<ExportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sweep = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            var busy = false;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (sweep <= time.GetUtcNow())
                {
                    sweep = time.GetUtcNow() + SweepEvery;
                    await scope.ServiceProvider.GetRequiredService<ExportJobs>().SweepAsync(stoppingToken);
                }

                busy = await scope.ServiceProvider.GetRequiredService<ExportRun>().TryOneAsync(stoppingToken);
            }
            catch (Exception e) when (TransientFaults.IsTransient(e) && !stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning("Exports wait for the database: {Reason}", e.GetBaseException().Message);
            }

            if (!busy)
            {
                await bell.WaitAsync(Look, stoppingToken);
            }
        }
    }
}
