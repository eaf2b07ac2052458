using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Pauses;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Timers;

/// <summary>
/// The timers that are due, the longest overdue first, in one transaction: what another replica has taken is skipped,
/// and a notice that stands already is not written again, nor its fact or order.
/// </summary>
internal sealed class TimerBatch(GrievancesDb db, ClockLimits limits, RoutingSnapshot snapshot, DateTimeOffset now)
{
    public const int Size = 500;

    /// <summary>
    /// The case too, because a step locks it before its timer: waiting for one with the other in hand would be a
    /// circle. A case that somebody works on is taken the next time.
    /// </summary>
    private const string Take = """
        select t.case_id from case_timers t join cases c on c.id = t.case_id
        where t.due_at <= $1 order by t.due_at limit 500 for no key update of t, c skip locked
        """;

    private const string Fire = """
        with reached as (
            select * from unnest($1::uuid[], $2::smallint[], $3::timestamptz[], $4::smallint[], $5::timestamptz[],
                    $6::timestamptz[], $7::uuid[], $8::int[], $9::uuid[], $10::text[], $11::uuid[], $12::uuid[],
                    $13::text[]) with ordinality
                as r (case_id, clock, started_at, level, reached_at, notify_at, unit_id, version, fact_id, fact,
                    order_id, overseer_id, reason, n)),
        noticed as (
            insert into case_notices (case_id, clock, started_at, level, reached_at, fired_at, notify_at, unit_id)
            select case_id, clock, started_at, level, reached_at, $14, notify_at, unit_id from reached order by n
            on conflict do nothing
            returning case_id, clock, started_at, level),
        fresh as (select r.* from reached r join noticed using (case_id, clock, started_at, level)),
        facts as (
            insert into outbox (id, type, key, version, payload)
            select fact_id, $15, case_id::text, version, fact from fresh order by n),
        orders as (
            insert into supervise_orders (id, case_id, unit_id, overseer_id, reason, issued_at, answer_due_at)
            select order_id, case_id, unit_id, overseer_id, reason, $14, $16 from fresh where order_id is not null),
        supervised as (
            update cases c set supervised_at = $14 from fresh f
            where f.case_id = c.id and f.order_id is not null and c.supervised_at is null)
        select count(*)::int from fresh
        """;

    private const string Later = """
        update case_timers t set due_at = n.due_at from unnest($1::uuid[], $2::timestamptz[]) as n (case_id, due_at)
        where t.case_id = n.case_id
        """;

    private static readonly string Wire = Facts.Of(typeof(CaseTimerFired)).WireName;

    /// <summary>How many timers were taken, and how many notices are new.</summary>
    public Task<(int Taken, int Written)> FireAsync(CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var ids = await TakenAsync(ct);
        if (ids.Count == 0)
        {
            return (0, 0);
        }

        var rows = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        var pauses = await CasePauses.ReadAsync(db, rows, now, ct);
        var levels = new CaseLevels(limits, snapshot.Calendar);
        var all = rows.ConvertAll(r => (Row: r, Levels: levels.Of(r, pauses.Of(r.Id))));
        var reached = all.SelectMany(x => x.Levels.Where(l => l.At <= now).Select(l => new Reached(x.Row, l, this)))
            .OrderBy(x => x.Moment.At).ThenBy(x => x.Row.Id).ToList();
        var written = reached.Count == 0 ? 0 : await WriteAsync(reached, ct);
        var next = all.Select(x => (x.Row.Id, At: x.Levels.Select(l => l.At).FirstOrDefault(at => at > now)))
            .Where(x => x.At != default).ToList();
        await db.ExecuteAsync(Later, ct, next.Select(x => x.Id).ToArray(),
            next.Select(x => x.At.UtcDateTime).ToArray());
        await db.ExecuteAsync("delete from case_timers where case_id = any($1)", ct,
            ids.Except(next.Select(x => x.Id)).ToArray());
        return (ids.Count, written);
    }, ct);

    private async Task<List<Guid>> TakenAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Take, (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(ct))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    private async Task<int> WriteAsync(List<Reached> reached, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Fire, (NpgsqlConnection)db.Database.GetDbConnection());
        Array(r => r.Row.Id);
        Array(r => (short)r.Moment.Clock.Kind);
        Array(r => r.Moment.Clock.StartedAt.UtcDateTime);
        Array(r => (short)r.Moment.Level);
        Array(r => r.Moment.At.UtcDateTime);
        Array(r => r.NotifyAt.UtcDateTime);
        Array(r => r.Row.UnitId);
        Array(r => r.Row.Version);
        Array(_ => Guid.CreateVersion7());
        Array(r => JsonSerializer.Serialize(r.Fact(), Facts.Json));
        Array(r => r.Moment.Level == ClockLevel.Order ? Guid.CreateVersion7() : (Guid?)null);
        Array(r => r.Overseer);
        Array(r => SupervisionWords.Reason(r.Moment.Clock.Kind).Zh);
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = Wire });
        command.Parameters.Add(new() { Value = SuperviseRules.AnswerDue(now, snapshot.Calendar).UtcDateTime });
        return (int)(await command.ExecuteScalarAsync(ct))!;

        void Array<T>(Func<Reached, T> of) =>
            command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. reached.Select(of)] });
    }

    private sealed record Reached(CaseRow Row, LevelMoment Moment, TimerBatch Batch)
    {
        private DateTimeOffset Now => Batch.Now;

        public DateTimeOffset NotifyAt => ClockLevels.NotifyAt(Now, Row.Severity, Batch.Snapshot.Calendar);

        /// <summary>One level above the unit.</summary>
        public Guid? Overseer => Row.UnitId is { } unit
            ? Batch.Snapshot.Units.GetValueOrDefault(unit)?.ParentId : null;

        public CaseTimerFired Fact() => new()
        {
            CaseId = Row.Id, CaseVersion = Row.Version, Clock = Moment.Clock.Kind.ToString(),
            Level = Moment.Level.ToString(), Severity = Row.Severity.ToString(), RegionCode = Row.RegionCode,
            UnitId = Row.UnitId, OverseerId = Overseer, DueAt = Moment.Clock.DueAt, ReachedAt = Moment.At,
            NotifyAt = NotifyAt, OccurredAt = Now,
        };
    }

    private DateTimeOffset Now => now;

    private RoutingSnapshot Snapshot => snapshot;
}
