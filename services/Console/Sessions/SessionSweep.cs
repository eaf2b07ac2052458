namespace RiderPlatform.Console.Sessions;

/// <summary>Removes sessions that nobody used for two weeks and forms that nobody came back to.</summary>
internal sealed class SessionSweep(IServiceScopeFactory scopes, TimeProvider time, ILogger<SessionSweep> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SessionStore>().SweepAsync(stoppingToken);
                await scope.ServiceProvider.GetRequiredService<HeldForms>().SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is Npgsql.NpgsqlException)
            {
                logger.LogWarning(e, "Old sessions could not be removed; the next try is in an hour");
            }
        }
    }
}
