using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>The lead, or a dispatcher, asks another unit for a part of the case; its clock starts now.</summary>
public static class AskCoHandler
{
    public static readonly string[] Who = [Roles.Dispatcher, Roles.Handler];
    private const int MaxText = 500;

    private static readonly Refusal NotAtWork = new(
        409, "NotAtWork", "案件不在承办中，不能下达协办任务。", "No unit is at work on the case: nobody can be asked to help.");

    private static readonly Refusal Asked = new(
        409, "AlreadyAsked", "该单位已有未完成的协办任务。", "That unit has an open task for this case already.");

    /// <param name="Text">What the other unit is to do, at most 500 characters.</param>
    /// <param name="Mandatory">Unless false the lead cannot resolve the case before this is done.</param>
    public sealed record Request(Guid? UnitId, string? Text, bool? Mandatory);

    public static async Task<Results<Ok<CoTaskView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, ClockLimits limits,
        TimeProvider time, CancellationToken ct)
    {
        var (row, role, refused) = await db.FindAsync(id, scope, Who, ct);
        if (refused is not null || directory.Current is not { } snapshot)
        {
            return refused ?? Refusals.Unavailable.ToProblem();
        }

        var unit = request.UnitId is { } asked ? snapshot.Units.GetValueOrDefault(asked) : null;
        var invalid = new Invalid()
            .When(!Words.AreGood(request.Text, MaxText), "text", $"请写明协办事项，1–{MaxText} 个字。",
                $"Say what is to be done, 1–{MaxText} characters.")
            .When(unit is not { Active: true }, "unitId", "没有这个单位，或已撤销。",
                "There is no such unit, or it was dissolved.")
            .When(unit is { Active: true } && unit.Id == row!.UnitId, "unitId", "主办单位不能协办自己的案件。",
                "The lead cannot help itself.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var now = time.Now();
        var (hours, limit) = (snapshot.Calendar.Of(unit!.Id, now), limits.For(row!.Severity, row.Category).Unit);
        var task = new CoTaskRow
        {
            Id = Guid.CreateVersion7(now), CaseId = id, UnitId = unit.Id, Text = request.Text!.Trim(),
            Mandatory = request.Mandatory ?? true, CreatedBy = scope.Subject, CreatedRole = role, CreatedAt = now,
            DueAt = limit.Due(hours, now), State = CoTaskState.Open,
            TimerAt = limit.Reached(hours, now, Clock.WarnAt),
        };
        var wrong = await db.InTransactionAsync(() => TrySaveAsync(db, task, ct), ct);
        return wrong is null ? TypedResults.Ok(CoTaskView.Of(task, row.Number, snapshot, now)) : wrong.ToProblem();
    }

    /// <summary>The case is held meanwhile, so that it is not resolved between the look and the task.</summary>
    private static async Task<Refusal?> TrySaveAsync(GrievancesDb db, CoTaskRow task, CancellationToken ct)
    {
        var held = await db.Cases.FromSql($"select * from cases where id = {task.CaseId} for update").AsNoTracking()
            .Select(c => c.Status).SingleAsync(ct);
        if (held is not (CaseStatus.Dispatched or CaseStatus.Accepted or CaseStatus.InProgress))
        {
            return NotAtWork;
        }

        if (await db.Helps().AnyAsync(t => t.CaseId == task.CaseId && t.UnitId == task.UnitId
            && (t.State == CoTaskState.Open || t.State == CoTaskState.Accepted), ct))
        {
            return Asked;
        }

        db.Add(task);
        await db.SaveChangesAsync(ct);
        await CoUnits.RefreshAsync(db, task.CaseId, ct);
        return null;
    }
}
