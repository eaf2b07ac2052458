using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Supervision;

/// <summary>A supervisor orders the unit to answer; the handler stays who they are.</summary>
public static class IssueOrder
{
    private const int MaxReason = 500;

    private static readonly Refusal Closed = new(
        409, "AlreadyClosed", "案件已销号，无需督办。", "The case is closed: there is nothing to supervise.");

    public sealed record Request(string? Reason);

    public static async Task<Results<Ok<OrderView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        if (!Words.AreGood(request.Reason, MaxReason))
        {
            return new Invalid().Add("reason", $"请说明理由，1–{MaxReason} 个字。", $"Say why, 1–{MaxReason} characters.")
                .ToProblem();
        }

        var (row, role, refused) = await db.FindAsync(id, scope, [Roles.Supervisor], ct);
        if (refused is not null || directory.Current is not { } snapshot)
        {
            return refused ?? Refusals.Unavailable.ToProblem();
        }

        if (row!.Status == CaseStatus.Closed)
        {
            return Closed.ToProblem();
        }

        var now = time.Now();
        var order = new SuperviseOrderRow
        {
            Id = Guid.CreateVersion7(now), CaseId = id, UnitId = row.UnitId,
            OverseerId = row.UnitId is { } unit ? snapshot.Units.GetValueOrDefault(unit)?.ParentId : null,
            IssuedBy = scope.Subject, Reason = request.Reason!.Trim(), IssuedAt = now,
            AnswerDueAt = SuperviseRules.AnswerDue(now, snapshot.Calendar),
        };
        await db.InTransactionAsync(async () =>
        {
            db.Add(order);
            db.Publish(new CaseUrged
            {
                CaseId = id, CaseVersion = row.Version, Kind = "Order", ByRole = role, UnitId = row.UnitId,
                RegionCode = row.RegionCode, OccurredAt = now,
            }, id, row.Version);
            await db.SaveChangesAsync(ct);
            return await db.Cases.Where(c => c.Id == id && c.SupervisedAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.SupervisedAt, now), ct);
        }, ct);
        return TypedResults.Ok(OrderView.Of(order, row.Number, snapshot, now));
    }
}
