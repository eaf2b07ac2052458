using System.Text.Json;
using Npgsql;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Bench.Closing;

/// <summary>
/// Closed cases as Grievances commits them, row and fact in one transaction, but set-based: closing five thousand cases
/// a second over HTTP is not what is measured. From the commit on everything is real: relay, broker, consumer, ledger.
/// They are of so many riders that nobody's daily cap is reached.
/// </summary>
internal sealed class ClosedCases(NpgsqlDataSource grievances)
{
    /// <summary>Four awards a day are under each rider's cap: 300,000 in a run.</summary>
    public const int Riders = 75_000;

    private const string Sql = """
        with closed as (
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) as t (id, rider, fact, payload)),
        stored as (
            insert into cases (
                id, number, kind, category, severity, region_code, status, version, text, longitude, latitude,
                reporter_id, unit_id, outcome, solved, satisfaction, reported_at, changed_at, rider_due_at,
                response_due_at)
            select id, 'XSBENCH-' || nextval('case_number'), 'Clue', 'facility.lamp', 2, '510104017', 'Closed', 6,
                '路灯不亮。', 104.08, 30.65, rider, id, 'Solved', 'Solved', 'Satisfied',
                clock_timestamp(), clock_timestamp(),
                clock_timestamp() + interval '120 hours', clock_timestamp() + interval '24 hours'
            from closed)
        insert into outbox (id, type, key, version, payload)
        select fact, 'case-closed.v1', id::text, 6, payload from closed
        """;

    private readonly List<Guid> _riders = [.. Enumerable.Range(0, Riders).Select(_ => Guid.CreateVersion7())];
    private int _next;

    /// <summary>Commits <paramref name="count"/> cases in one transaction; returns their ids.</summary>
    public async Task<IReadOnlyList<Guid>> CommitAsync(int count)
    {
        var facts = Enumerable.Range(0, count).Select(_ => NewFact()).ToArray();
        await using var connection = await grievances.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var chunk in facts.Chunk(1000))
        {
            await using var command = new NpgsqlCommand(Sql, connection)
            {
                Parameters =
                {
                    new() { Value = Array.ConvertAll(chunk, f => f.CaseId) },
                    new() { Value = Array.ConvertAll(chunk, f => f.RiderId!.Value) },
                    new() { Value = Array.ConvertAll(chunk, _ => Guid.CreateVersion7()) },
                    new() { Value = Array.ConvertAll(chunk, f => JsonSerializer.Serialize(f, Facts.Json)) },
                },
            };
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return Array.ConvertAll(facts, f => f.CaseId);
    }

    private CaseClosed NewFact()
    {
        var now = TimeProvider.System.GetUtcNow();
        return new CaseClosed
        {
            CaseId = Guid.CreateVersion7(), CaseVersion = 6, RiderId = _riders[_next++ % Riders], Kind = "Clue",
            Category = "facility.lamp", Severity = "Ordinary", Outcome = "Solved", RegionCode = "510104017",
            ReportedAt = now, OccurredAt = now,
        };
    }
}
