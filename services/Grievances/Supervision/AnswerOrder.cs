using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Supervision;

/// <summary>The unit answers its order, or a supervisor lifts it; either once.</summary>
public static class AnswerOrder
{
    private const int MaxText = 1000;

    public sealed record Request(string? Text);

    /// <summary>A handler answers for the unit; a dispatcher where no unit was asked.</summary>
    public static Task<Results<Ok<OrderView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid orderId, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct) => ChangeAsync(
        (id, orderId), request, scope, db, directory, time, [Roles.Handler, Roles.Dispatcher], Answered, ct);

    public static Task<Results<Ok<OrderView>, ProblemHttpResult>> LiftAsync(
        Guid id, Guid orderId, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct) => ChangeAsync(
        (id, orderId), request, scope, db, directory, time, [Roles.Supervisor], Lifted, ct);

    private static void Answered(SuperviseOrderRow order, string text, Guid by, DateTimeOffset now) =>
        (order.Answer, order.AnsweredBy, order.AnsweredAt) = (text, by, now);

    private static void Lifted(SuperviseOrderRow order, string text, Guid by, DateTimeOffset now) =>
        (order.LiftNote, order.LiftedBy, order.LiftedAt) = (text, by, now);

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> ChangeAsync(
        (Guid Case, Guid Order) ids, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, string[] roles, Action<SuperviseOrderRow, string, Guid, DateTimeOffset> change,
        CancellationToken ct)
    {
        if (!Words.AreGood(request.Text, MaxText))
        {
            return new Invalid().Add("text", $"请填写 1–{MaxText} 个字。", $"1–{MaxText} characters.").ToProblem();
        }

        var row = await db.Cases.AsNoTracking().VisibleTo(scope).SingleOrDefaultAsync(c => c.Id == ids.Case, ct);
        var order = row is null ? null : await db.Set<SuperviseOrderRow>().AsNoTracking()
            .SingleOrDefaultAsync(o => o.Id == ids.Order && o.CaseId == ids.Case, ct);
        if (order is null || directory.Current is not { } snapshot)
        {
            return order is null ? Refusal.NotFound.ToProblem() : Refusals.Unavailable.ToProblem();
        }

        var (now, text) = (time.Now(), request.Text!.Trim());
        if (RoleOver(row!, order, scope, roles) is not { } role)
        {
            return Refusal.Forbidden.ToProblem();
        }

        if (role == Roles.Dispatcher && order.UnitId is not null)
        {
            return Refusal.Forbidden.ToProblem();
        }

        var before = (order.AnsweredAt, order.LiftedAt);
        var repeated = (order.AnsweredBy == scope.Subject && order.Answer == text)
            || (order.LiftedBy == scope.Subject && order.LiftNote == text);
        if (!repeated)
        {
            change(order, text, scope.Subject, now);
            if (before.LiftedAt is not null || (before.AnsweredAt is not null && order.LiftedAt is null)
                || !await TrySaveAsync(db, order, before.AnsweredAt, ct))
            {
                return OrderView.NotOpen.ToProblem();
            }
        }

        return TypedResults.Ok(OrderView.Of(order, row!.Number, snapshot, now));
    }

    /// <summary>What a co-handler was ordered to answer, the lead does not answer for it.</summary>
    private static string? RoleOver(CaseRow row, SuperviseOrderRow order, Scope scope, string[] roles) =>
        order.UnitId is { } unit && unit != row.UnitId && row.CoUnits.Contains(unit)
            ? roles.FirstOrDefault(r => r == Roles.Handler ? scope.Covers(row.RegionCode, unit, r)
                : scope.RolesOver(row, [r]).Count > 0)
            : scope.RolesOver(row, roles) is [var role, ..] ? role : null;

    private static async Task<bool> TrySaveAsync(
        GrievancesDb db, SuperviseOrderRow order, DateTimeOffset? answeredBefore, CancellationToken ct) =>
        await db.Set<SuperviseOrderRow>()
            .Where(o => o.Id == order.Id && o.LiftedAt == null && o.AnsweredAt == answeredBefore)
            .ExecuteUpdateAsync(s => s
                .SetProperty(o => o.Answer, order.Answer).SetProperty(o => o.AnsweredBy, order.AnsweredBy)
                .SetProperty(o => o.AnsweredAt, order.AnsweredAt).SetProperty(o => o.LiftNote, order.LiftNote)
                .SetProperty(o => o.LiftedBy, order.LiftedBy).SetProperty(o => o.LiftedAt, order.LiftedAt), ct) == 1;
}
