using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.OnDuty;

/// <summary>
/// Looks every second who has not acknowledged in time: the next of those on duty is called, and where nobody is left
/// the case is put under a supervise order. A call ends in the transaction of what follows from it, so that both happen
/// once, whichever replica looks.
/// </summary>
public sealed class DutySweep(
    IServiceScopeFactory scopes, DirectoryCopy directory, TimeProvider time, ILogger<DutySweep> logger)
    : Sweep("Calls on duty", TimeSpan.FromSeconds(1), time, logger)
{
    private const int Together = 100;

    protected override Task LookAsync(CancellationToken ct) => SweepAsync(ct);

    /// <summary>How many calls came to an end.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var (ended, taken) = (0, Together);
        while (directory.Current is { } snapshot && taken == Together)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GrievancesDb>();
            taken = await EndAsync(db, snapshot, Time.Now(), ct);
            ended += taken;
        }

        return ended;
    }

    private static Task<int> EndAsync(
        GrievancesDb db, RoutingSnapshot snapshot, DateTimeOffset now, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
    {
        db.ChangeTracker.Clear();
        // The case too, as every step holds it first: a case that somebody works on is looked at the next time.
        var due = await db.Set<DutyCallRow>().FromSql($"""
            select d.* from duty_calls d join cases c on c.id = d.case_id
            where d.ended_at is null and d.answer_by <= {now} order by d.answer_by, d.id limit {Together}
            for no key update of d, c skip locked
            """).ToListAsync(ct);
        foreach (var call in due)
        {
            await EndAsync(db, call, snapshot, now, ct);
        }

        return due.Count;
    }, ct);

    private static async Task EndAsync(
        GrievancesDb db, DutyCallRow call, RoutingSnapshot snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var row = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == call.CaseId, ct);
        var waits = await call.StillWaitsAsync(db, row, ct);
        (call.EndedAt, call.Outcome) = (now, waits ? DutyOutcome.Missed : DutyOutcome.Over);

        // Ended first: only one call of a case may be open.
        await db.SaveChangesAsync(ct);
        if (!waits)
        {
            return;
        }

        var called = await db.Set<DutyCallRow>().Where(d => d.CaseId == row.Id && d.Version == call.Version)
            .Select(d => d.AccountId).ToListAsync(ct);
        var roster = snapshot.Units.GetValueOrDefault(call.UnitId)?.Roster;
        if (roster?.At(now).FirstOrDefault(p => !called.Contains(p.AccountId)) is { } next)
        {
            db.AddCall(DutyCalls.New(row.Id, call.Version, call.UnitId, next, call.Position + 1, row.Severity,
                roster.Times, now), row.RegionCode);
        }
        else
        {
            AddOrder(db, row, snapshot, now);
            await db.Cases.Where(c => c.Id == row.Id && c.SupervisedAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.SupervisedAt, now), ct);
        }

        await db.SaveChangesAsync(ct);
    }

    private static void AddOrder(GrievancesDb db, CaseRow row, RoutingSnapshot snapshot, DateTimeOffset now)
    {
        db.Add(new SuperviseOrderRow
        {
            Id = Guid.CreateVersion7(now), CaseId = row.Id, UnitId = row.UnitId, Reason = "值班人员均未在时限内到岗确认。",
            OverseerId = snapshot.Units.GetValueOrDefault(row.UnitId!.Value)?.ParentId, IssuedAt = now,
            AnswerDueAt = SuperviseRules.AnswerDue(now, snapshot.Calendar),
        });
        db.Publish(new CaseUrged
        {
            CaseId = row.Id, CaseVersion = row.Version, Kind = "Order", ByRole = "system", UnitId = row.UnitId,
            RegionCode = row.RegionCode, OccurredAt = now,
        }, row.Id, row.Version);
    }
}
