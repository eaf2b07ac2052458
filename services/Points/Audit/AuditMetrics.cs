using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace RiderPlatform.Points.Audit;

/// <summary>
/// What operations watch, on every replica: violations that nobody has lifted, and how long ago somebody looked. A
/// violation degrades the service's health: what it can do without redemptions goes on.
/// </summary>
public sealed class AuditMetrics : IHealthCheck
{
    private const string Sql = """
        select (select count(*) from ledger_violation where lifted_at is null),
            (select checked_at from audit_state)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;
    private (long Open, DateTimeOffset? CheckedAt) _seen;

    public AuditMetrics(NpgsqlDataSource source, IMeterFactory meters, TimeProvider time)
    {
        (_source, _time) = (source, time);
        var meter = meters.Create("RiderPlatform.Points");
        meter.CreateObservableGauge("riderplatform.ledger.violations", () =>
            _seen.Open, "{row}", "Rows of the books that are wrong; redemptions are frozen.");
        meter.CreateObservableGauge("riderplatform.ledger.audited", () => _seen.CheckedAt is { } at
            ? (_time.GetUtcNow() - at).TotalSeconds : 0, "s", "Since the auditor last looked.");
    }

    public async Task ReadAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        _seen = (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1));
    }

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await ReadAsync(_source, cancellationToken);
        return _seen.Open == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(
            $"{_seen.Open} rows of the books are wrong: redemptions are frozen.");
    }
}
