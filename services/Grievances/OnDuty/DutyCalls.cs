using System.Text.Json;
using Npgsql;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.OnDuty;

/// <summary>
/// Calls whoever is on duty in the transaction that dispatches the case. A unit without a roster costs nothing.
/// </summary>
internal static class DutyCalls
{
    private const string Insert = """
        with call as (
            select r.* from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[],
                    $7::timestamptz[], $8::uuid[], $9::text[])
                as r (id, case_id, unit_id, account_id, name, called_at, answer_by, fact_id, fact)
            where exists (select from cases c where c.id = r.case_id)),
        called as (
            insert into duty_calls (id, case_id, version, unit_id, account_id, name, position, called_at, answer_by)
            select id, case_id, 2, unit_id, account_id, name, 1, called_at, answer_by from call)
        insert into outbox (id, type, key, version, payload)
        select fact_id, $10, case_id::text, 2, fact from call
        """;

    private static readonly string Wire = Facts.Of(typeof(DutyCalled)).WireName;

    /// <summary>For cases that are dispatched as they are registered; null where nobody is called for any.</summary>
    public static NpgsqlBatchCommand? ForNew(NewCase[] cases)
    {
        var calls = Array.FindAll(cases, c => c.Call is not null);
        if (calls.Length == 0)
        {
            return null;
        }

        var command = new NpgsqlBatchCommand(Insert);
        Add(c => c.Call!.Id);
        Add(c => c.Id);
        Add(c => c.Call!.UnitId);
        Add(c => c.Call!.AccountId);
        Add(c => c.Call!.Name);
        Add(c => c.Call!.CalledAt.UtcDateTime);
        Add(c => c.Call!.AnswerBy.UtcDateTime);
        Add(_ => Guid.CreateVersion7());
        Add(c => JsonSerializer.Serialize(FactOf(c.Call!, c.RegionCode), Facts.Json));
        command.Parameters.Add(new() { Value = Wire });
        return command;

        void Add<T>(Func<NewCase, T> of) =>
            command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(calls, c => of(c)) });
    }

    public static DutyCallRow New(
        Guid caseId, int version, Guid unit, DutyPerson who, int position, Severity severity, AnswerTimes times,
        DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), CaseId = caseId, Version = version, UnitId = unit, AccountId = who.AccountId,
        Name = who.Name, Position = position, CalledAt = now, AnswerBy = now + times[severity],
    };

    /// <summary>The step with what is to be said where it gives the case to a unit that has nobody on duty.</summary>
    public static CaseStep WithDuty(
        this CaseStep step, CaseRow row, Transition line, RoutingSnapshot snapshot, DateTimeOffset now) =>
        Decide(step.UnitId, step.Severity ?? row.Severity, line, snapshot, now).Why is { } why
            ? step with { NobodyOnDuty = why } : step;

    /// <summary>With whoever is called by the step: a unit with somebody on duty is given the case.</summary>
    public static StepWrite WithCall(
        this StepWrite write, CaseRow row, CaseStep step, Transition line, RoutingSnapshot snapshot,
        DateTimeOffset now)
    {
        var severity = step.Severity ?? row.Severity;
        if (Decide(step.UnitId, severity, line, snapshot, now).First is not { } first)
        {
            return write;
        }

        var unit = step.UnitId!.Value;
        var call = New(row.Id, write.Version, unit, first, 1, severity, snapshot.Units[unit].Roster!.Times, now);
        return write with
        {
            CallId = call.Id, CallAccount = call.AccountId, CallName = call.Name, CallAnswerBy = call.AnswerBy,
            CallFactId = Guid.CreateVersion7(now), CallFactType = Wire,
            CallFactPayload = JsonSerializer.Serialize(FactOf(call, row.RegionCode), Facts.Json),
        };
    }

    public static void AddCall(this GrievancesDb db, DutyCallRow call, string region)
    {
        db.Add(call);
        db.Publish(FactOf(call, region), call.CaseId, call.Version);
    }

    private static DutyDecision Decide(
        Guid? unit, Severity severity, Transition line, RoutingSnapshot snapshot, DateTimeOffset now) =>
        line is { Unit: UnitEffect.Set or UnitEffect.Back, To: CaseStatus.Dispatched } && unit is { } id
            ? DutyDecision.Of(
                snapshot.Units.GetValueOrDefault(id)?.Roster, severity, snapshot.Calendar.Of(id, now), now) : default;

    private static DutyCalled FactOf(DutyCallRow call, string region) => new()
    {
        CaseId = call.CaseId, CaseVersion = call.Version, UnitId = call.UnitId, AccountId = call.AccountId,
        Position = call.Position, AnswerBy = call.AnswerBy, RegionCode = region, OccurredAt = call.CalledAt,
    };
}
