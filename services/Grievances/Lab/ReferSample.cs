using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.CoHandling;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Lab;

/// <summary>
/// The unit that leads a food-safety case, or a dispatcher, sends a sample to an inspection institute. It is a
/// co-handler's task with a sample: the same clock levels, and the lead waits for it, but the institute never sees the
/// case.
/// </summary>
public static class ReferSample
{
    private const int MaxNumber = 40;
    private const int MaxName = 100;
    private const int MaxText = 500;

    private static readonly Refusal NotFood = new(
        409, "NotFood", "只有食品安全类案件可以送检。", "Samples are sent of food-safety cases alone.");

    private static readonly Refusal NotAtWork = new(
        409, "NotAtWork", "案件不在承办中，不能送检。", "No unit is at work on the case: nothing can be sent.");

    private static readonly Refusal Taken = new(
        409, "SampleNumberTaken", "这个样品编号已经用过。", "That sample number is taken.");

    /// <param name="Number">On the seal; unique.</param>
    /// <param name="Sample">What it is.</param>
    /// <param name="Text">What is to be tested: all that the institute learns of the case.</param>
    /// <param name="InstituteId">A department or institute.</param>
    /// <param name="Mandatory">Unless false the case is not resolved before the result.</param>
    public sealed record Request(
        string? Number, string? Sample, string? Text, DateTimeOffset? TakenAt, string? TakenBy, Guid? InstituteId,
        DateTimeOffset? DueAt, bool? Mandatory);

    public static async Task<Results<Ok<LabView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        var (row, role, refused) = await db.FindAsync(id, scope, AskCoHandler.Who, ct);
        if (refused is not null || directory.Current is not { } snapshot)
        {
            return refused ?? Refusals.Unavailable.ToProblem();
        }

        var now = time.Now();
        if (Wrong(request, row!, snapshot, now) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        if (!LabRules.IsFood(row!.Category))
        {
            return NotFood.ToProblem();
        }

        var due = Whole(request.DueAt!.Value);
        var task = new CoTaskRow
        {
            Id = Guid.CreateVersion7(now), CaseId = id, UnitId = request.InstituteId!.Value,
            Kind = CoTaskKind.LabReferral, Text = request.Text!.Trim(), Mandatory = request.Mandatory ?? true,
            CreatedBy = scope.Subject, CreatedRole = role, CreatedAt = now, DueAt = due, State = CoTaskState.Open,
            TimerAt = new ClockLength(ClockMode.Continuous, LabRules.Hours(now, due))
                .Reached(snapshot.Calendar, now, Clock.WarnAt),
        };
        var sample = new LabSampleRow
        {
            TaskId = task.Id, Number = request.Number!.Trim(), Sample = request.Sample!.Trim(),
            TakenAt = Whole(request.TakenAt!.Value), TakenBy = request.TakenBy!.Trim(),
        };
        var wrong = await db.InTransactionAsync(() => TrySaveAsync(db, task, sample, ct), ct);
        return wrong is null ? TypedResults.Ok((await LabView.ReadAsync(db, [task], snapshot, now, ct))[0])
            : wrong.ToProblem();
    }

    private static Invalid Wrong(Request r, CaseRow row, RoutingSnapshot snapshot, DateTimeOffset now)
    {
        var institute = r.InstituteId is { } id ? snapshot.Units.GetValueOrDefault(id) : null;
        return new Invalid()
            .When(!Words.AreGood(r.Number, MaxNumber), "number", $"请填写样品编号，1–{MaxNumber} 个字。",
                $"The sample's number, 1–{MaxNumber} characters.")
            .When(!Words.AreGood(r.Sample, MaxName), "sample", $"请写明样品，1–{MaxName} 个字。",
                $"What it is, 1–{MaxName} characters.")
            .When(!Words.AreGood(r.Text, MaxText), "text", $"请写明检验事项，1–{MaxText} 个字。",
                $"What is to be tested, 1–{MaxText} characters.")
            .When(!Words.AreGood(r.TakenBy, MaxName), "takenBy", $"请填写采样人，1–{MaxName} 个字。",
                $"Who took it, 1–{MaxName} characters.")
            .When(r.TakenAt is not { Year: >= 2000 } taken || taken > now, "takenAt", "采样时间须在过去。",
                "It was taken in the past.")
            .When(r.DueAt is not { Year: <= 2100 } due || due < now + LabRules.Shortest
                || due > now + LabRules.Longest, "dueAt", $"截止时间须在 1 小时至 {LabRules.Longest.Days} 天之内。",
                $"Between an hour and {LabRules.Longest.Days} days from now.")
            .When(institute is not { Active: true } || institute.Id == row.UnitId, "instituteId",
                "没有这个检验机构，或已撤销。", "There is no such institute.");
    }

    /// <summary>The case is held meanwhile, so that it is not resolved between the look and the referral.</summary>
    private static async Task<Refusal?> TrySaveAsync(
        GrievancesDb db, CoTaskRow task, LabSampleRow s, CancellationToken ct)
    {
        var held = await db.Cases.FromSql($"select * from cases where id = {task.CaseId} for update").AsNoTracking()
            .Select(c => c.Status).SingleAsync(ct);
        if (held is not (CaseStatus.Dispatched or CaseStatus.Accepted or CaseStatus.InProgress))
        {
            return NotAtWork;
        }

        if (await db.Database.ExecuteSqlAsync($"""
            insert into lab_samples (task_id, number, sample, taken_at, taken_by)
            values ({s.TaskId}, {s.Number}, {s.Sample}, {s.TakenAt}, {s.TakenBy}) on conflict do nothing
            """, ct) == 0)
        {
            return Taken;
        }

        db.Add(task);
        await db.SaveChangesAsync(ct);
        await CoUnits.RefreshAsync(db, task.CaseId, ct);
        return null;
    }

    /// <summary>As stored: microseconds.</summary>
    private static DateTimeOffset Whole(DateTimeOffset at) =>
        at.ToUniversalTime().AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
