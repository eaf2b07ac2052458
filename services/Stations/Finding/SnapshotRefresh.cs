using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Finding;

/// <summary>
/// Asks each second for the revision that every change moves in its own transaction, and loads the stations anew when
/// it moved. Every replica does so: none depends on having seen the change itself. While PostgreSQL is away the last
/// snapshot goes on answering.
/// </summary>
internal sealed class SnapshotRefresh(
    IServiceScopeFactory scopes, StationSnapshot snapshot, TimeProvider time, ILogger<SnapshotRefresh> logger)
        : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(
                    "The snapshot stays at revision {Revision}: {Reason}", snapshot.Revision,
                    e.GetBaseException().Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>
    /// The revision is read before the rows: rows that are newer than it only lead to one more load, never to a change
    /// that is missed.
    /// </summary>
    private async Task RefreshAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StationsDb>();
        var revision = await db.RevisionAsync(ct);
        if (revision == snapshot.Revision)
        {
            return;
        }

        var stations = await db.Stations.AsNoTracking().Where(s => s.Status == StationStatus.Active).OrderBy(s => s.Id)
            .ToListAsync(ct);
        snapshot.Replace(revision, stations);
        logger.LogInformation("Snapshot of {Count} stations at revision {Revision}", stations.Count, revision);
    }
}

/// <summary>A replica takes no traffic before it can say where the nearest station is.</summary>
internal sealed class SnapshotHealth(StationSnapshot snapshot) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(snapshot.Stations is null ? HealthCheckResult.Unhealthy("not loaded")
            : HealthCheckResult.Healthy());
}
