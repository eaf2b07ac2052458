using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.OnDuty;

namespace RiderPlatform.Grievances.Routing;

/// <summary>
/// This replica's snapshot: loaded before the service is ready, and again when the revision in the database has grown
/// (asked once a second: one row by its key) or a new day brings other boundaries into force.
/// </summary>
public sealed class DirectoryCopy(
    NpgsqlDataSource source, IServiceScopeFactory scopes, AnswerTimes times, TimeProvider time,
    ILogger<DirectoryCopy> logger)
    : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Older than this, the copy is reported as lagging.</summary>
    private static readonly TimeSpan Lagging = TimeSpan.FromMinutes(1);

    private volatile RoutingSnapshot? _current;
    private long _askedAt;

    /// <summary>Null until the first load; the service is not ready before.</summary>
    public RoutingSnapshot? Current => _current;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_current switch
        {
            null => HealthCheckResult.Unhealthy("The directory has not been read yet."),
            _ when time.GetElapsedTime(Volatile.Read(ref _askedAt)) > Lagging =>
                HealthCheckResult.Degraded("The directory could not be asked for a minute."),
            _ => HealthCheckResult.Healthy(),
        });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning("The directory could not be read: {Reason}", e.GetBaseException().Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select revision from directory_revision where id = 1");
        var revision = (long)(await command.ExecuteScalarAsync(ct))!;
        var today = ChinaTime.DayOf(time.GetUtcNow());
        if (_current is not { } current || current.Revision != revision || current.Day != today)
        {
            await using var scope = scopes.CreateAsyncScope();
            _current = await SnapshotReader.ReadAsync(
                scope.ServiceProvider.GetRequiredService<GrievancesDb>(), times, today, ct);
            logger.LogInformation("Directory revision {Revision} is in use", _current.Revision);
        }

        Volatile.Write(ref _askedAt, time.GetTimestamp());
    }
}
