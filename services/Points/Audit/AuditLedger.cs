using System.Data;
using Npgsql;
using RiderPlatform.Points.Timers;

namespace RiderPlatform.Points.Audit;

/// <summary>
/// Proves the books all the time, a little at a time, in one replica: new transfers once, and accounts in slices round
/// and round, by one snapshot each look. What it finds freezes redemptions and is told. It does not read old transfers
/// again: <c>VerifyLedger</c> does.
/// </summary>
public sealed class AuditLedger(
    NpgsqlDataSource source, IConfiguration configuration, AuditMetrics metrics, TimeProvider time,
    ILogger<AuditLedger> logger)
    : Sweep("Ledger", TimeSpan.FromSeconds(configuration.GetValue("Audit:Seconds", 15.0)), time, logger)
{
    /// <summary>Accounts a look: a few hundredths of a second.</summary>
    private readonly int _slice = configuration.GetValue("Audit:Accounts", 5_000);

    /// <summary>True when this replica looked: one does at a time.</summary>
    public async Task<bool> AuditAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var look = new Look(connection, Time.GetUtcNow());
        if (!await look.ScalarAsync<bool>("select pg_try_advisory_xact_lock(hashtext('audit_ledger'))", ct))
        {
            return false;
        }

        var position = await look.ScalarAsync<long>("select position from audit_state", ct);
        var until = await look.ScalarAsync<long>(
            "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint", ct);
        if (position > until)
        {
            logger.LogWarning("The books were restored into another cluster: they are audited from the start");
            await look.ScalarAsync<object>("select audit_restart()", ct);
            await transaction.CommitAsync(ct);
            return true;
        }

        foreach (var violation in await look.FindAsync(position, until, _slice, ct))
        {
            logger.LogCritical("The ledger is wrong: {Kind} {Subject}: {Detail}. Redemptions are frozen",
                violation.Kind, violation.Subject, violation.Detail);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    protected override async Task LookAsync(CancellationToken ct)
    {
        await AuditAsync(ct);
        await metrics.ReadAsync(source, ct);
    }
}
