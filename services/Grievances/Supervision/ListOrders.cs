using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Supervision;

/// <summary>
/// Supervise orders of the cases that the caller sees: unanswered ones first, the oldest of them first.
/// </summary>
public static class ListOrders
{
    private sealed record Line(SuperviseOrderRow Order, string Number);

    public static async Task<Results<Ok<Page<OrderView>>, ProblemHttpResult>> HandleAsync(
        string? state, string? unit, [FromQuery(Name = "case")] string? caseId, [AsParameters] Paging paging,
            Scope scope, GrievancesDb db,
        DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var read = new QueryReader();
        var (wanted, of) = (read.Enum<OrderState>(state, "state", ignoreCase: true), read.Id(unit, "unit"));
        var one = read.Id(caseId, "case");
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var visible = db.Cases.AsNoTracking().VisibleTo(scope);
        var orders = db.Set<SuperviseOrderRow>().AsNoTracking().Where(o =>
            (of == null || o.UnitId == of) && (one == null || o.CaseId == one));
        orders = wanted switch
        {
            OrderState.Open => orders.Where(o => o.AnsweredAt == null && o.LiftedAt == null),
            OrderState.Answered => orders.Where(o => o.AnsweredAt != null && o.LiftedAt == null),
            OrderState.Lifted => orders.Where(o => o.LiftedAt != null),
            _ => orders,
        };
        var lines = orders.Join(visible, o => o.CaseId, c => c.Id, (o, c) => new { Order = o, c.Number })
            .OrderBy(x => x.Order.AnsweredAt != null || x.Order.LiftedAt != null)
            .ThenBy(x => x.Order.IssuedAt).ThenBy(x => x.Order.Id).Select(x => new Line(x.Order, x.Number));
        var page = await paging.OfAsync(lines, ct);
        return TypedResults.Ok(page.Select(l => OrderView.Of(l.Order, l.Number, snapshot, time.GetUtcNow())));
    }
}
