using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.OnDuty;

/// <summary>
/// 到岗确认: whoever is called says that they have it, and nobody else is called. Once; the same again by the same
/// person is answered as the first time, and anybody else is told who has it.
/// </summary>
internal static class AcknowledgeCase
{
    /// <summary>A secretary may stand on a roster too, and sees of the case no more than the call.</summary>
    public static readonly string[] Who = [Roles.Handler, Roles.Dispatcher, Roles.Secretary];

    private static readonly Refusal NotCalled = new(
        409, "NotCalled", "此案件没有呼叫值班人员。", "Nobody on duty was called for this case.");

    private static readonly Refusal NotYou = new(
        409, "OtherIsCalled", "正在呼叫其他值班人员。", "Somebody else is called now.");

    private static readonly Refusal Already = new(
        409, "AlreadyAcknowledged", "已有值班人员确认到岗。", "Somebody on duty has acknowledged it already.");

    private static readonly Refusal TooLate = new(
        409, "AcknowledgedTooLate", "确认时限已过，案件已转督办。", "Too late: the case is under a supervise order.");

    private static readonly Refusal MovedOn = new(
        409, "CaseMovedOn", "案件已被接单或改派，无需确认。", "The case was accepted or dispatched anew: nothing to acknowledge.");

    public static async Task<Results<Ok<DutyView.Call>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        if (await FindAsync(db, id, scope, ct) is not { } row)
        {
            return Refusal.NotFound.ToProblem();
        }

        var now = time.Now();
        await db.InTransactionAsync(() => db.Set<DutyCallRow>()
            .Where(d => d.CaseId == id && d.EndedAt == null && d.AccountId == scope.Subject && d.UnitId == row.UnitId
                && db.Cases.Any(c => c.Id == id && c.Status == CaseStatus.Dispatched))
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.EndedAt, now)
                .SetProperty(d => d.Outcome, DutyOutcome.Acknowledged), ct), ct);
        var calls = await db.Set<DutyCallRow>().AsNoTracking().Where(d => d.CaseId == id)
            .OrderByDescending(d => d.Version).ThenByDescending(d => d.Position).ToListAsync(ct);
        if (calls.Count == 0)
        {
            return NotCalled.ToProblem();
        }

        var last = calls[0];
        return last.Outcome == DutyOutcome.Acknowledged && last.AccountId == scope.Subject
            ? TypedResults.Ok(DutyView.Of(last, true, now))
            : (await last.StillWaitsAsync(db, row, ct), last.Outcome) switch
            {
                (false, _) => MovedOn.ToProblem(("caseStatus", row.Status.ToString())),
                (_, null) => NotYou.ToProblem(Owner(last)),
                (_, DutyOutcome.Acknowledged) => Already.ToProblem(Owner(last)),
                _ => TooLate.ToProblem(Owner(null)),
            };
    }

    /// <summary>For who works on it, and for whoever is called for the unit that it was given to.</summary>
    private static async Task<CaseRow?> FindAsync(GrievancesDb db, Guid id, Scope scope, CancellationToken ct)
    {
        var row = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
        return row is null ? null
            : row.IsVisibleTo(scope) && scope.RolesOver(row, Who).Count > 0 ? row
            : await db.Set<DutyCallRow>().AnyAsync(d =>
                d.CaseId == id && d.AccountId == scope.Subject && d.UnitId == row.UnitId, ct) ? row : null;
    }

    private static (string, object?) Owner(DutyCallRow? call) =>
        ("currentOwner", call is null ? null : new { id = call.AccountId, name = call.Name });
}
