using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Lab;

/// <summary>
/// The institute reports what it found, with the pages of its report as photos. Once: the same result again by the same
/// person is answered as the first time, and a second result is refused.
/// </summary>
public static class ReportResult
{
    private const int MaxFigures = 1000;

    private static readonly Refusal NoForm = new(
        400, "Invalid", "请以 multipart/form-data 提交。", "Send it as multipart/form-data.");

    /// <param name="Result">Passed, Failed or NotTestable.</param>
    /// <param name="Figures">What was measured; not asked for where it could not be tested.</param>
    /// <param name="Note">Why it could not be tested.</param>
    public sealed record Request(string? Result, string? Figures, string? Note);

    public static async Task<Results<Ok<LabView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Scope scope, GrievancesDb db, DirectoryCopy directory, PhotoIntake intake,
        TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot
            || await db.OfInstitute(scope).SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task)
        {
            return directory.Current is null ? Refusals.Unavailable.ToProblem() : Refusal.NotFound.ToProblem();
        }

        if (!http.Request.HasFormContentType)
        {
            return NoForm.ToProblem();
        }

        var (form, refusal) = await PhotoForm.ReadAsync(http, intake.TemporaryFolder);
        if (form is null)
        {
            return refusal!;
        }

        await using (form)
        {
            var said = Said.Of(form);
            if (said.Wrong(form.Photos.Count) is { Any: true } wrong)
            {
                return wrong.ToProblem();
            }

            return await SaveAsync(task, said, form, scope, db, snapshot, intake, time.Now(), ct);
        }
    }

    private static async Task<Results<Ok<LabView>, ProblemHttpResult>> SaveAsync(
        CoTaskRow task, Said said, PhotoForm form, Scope scope, GrievancesDb db, RoutingSnapshot snapshot,
        PhotoIntake intake, DateTimeOffset now, CancellationToken ct)
    {
        if (task.State != CoTaskState.Done || task.EndedBy != scope.Subject || !await IsSaidAsync(db, task, said, ct))
        {
            if (CoTaskRules.After(task.State, CoTaskAction.Finish) is null)
            {
                return LabView.NotOpen.ToProblem();
            }

            var (pages, bad) = await intake.KeepAsync(form.Photos, ct);
            if (bad is not null)
            {
                return bad;
            }

            (task.EndedBy, task.EndedAt, task.Note) = (scope.Subject, now, said.Note);
            if (!await db.InTransactionAsync(() => TrySaveAsync(db, task, said, pages, now, ct), ct))
            {
                return LabView.NotOpen.ToProblem();
            }

            task.State = CoTaskState.Done;
        }

        return TypedResults.Ok((await LabView.ReadAsync(db, [task], snapshot, now, ct))[0]);
    }

    private static async Task<bool> IsSaidAsync(GrievancesDb db, CoTaskRow task, Said said, CancellationToken ct) =>
        task.Note == said.Note && await db.Set<LabSampleRow>().AnyAsync(
            s => s.TaskId == task.Id && s.Result == said.Result && s.Figures == said.Figures, ct);

    private static async Task<bool> TrySaveAsync(
        GrievancesDb db, CoTaskRow task, Said said, IReadOnlyList<StoredPhoto> pages, DateTimeOffset now,
        CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var saved = await db.Set<CoTaskRow>().Where(t => t.Id == task.Id && t.State == CoTaskState.Accepted)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.State, CoTaskState.Done)
                .SetProperty(t => t.EndedBy, task.EndedBy).SetProperty(t => t.EndedAt, task.EndedAt)
                .SetProperty(t => t.Note, task.Note), ct);
        if (saved == 0)
        {
            return false;
        }

        await db.Set<LabSampleRow>().Where(s => s.TaskId == task.Id).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.Result, said.Result).SetProperty(x => x.Figures, said.Figures), ct);
        db.AddRange(pages.Select(p => new LabReportPageRow
        {
            Id = p.Id, TaskId = task.Id, Blob = p.Blob, Thumbnail = p.Thumbnail, Width = p.Width, Height = p.Height,
            CreatedAt = now,
        }));
        await db.SaveChangesAsync(ct);
        return true;
    }

    private sealed record Said(LabResult? Result, string? Figures, string? Note)
    {
        public static Said Of(PhotoForm form) => new(
            Enum.TryParse<LabResult>(form.Field("result"), out var result) && Enum.IsDefined(result) ? result : null,
            form.Text("figures")?.Trim(), form.Text("note")?.Trim());

        public Invalid Wrong(int pages)
        {
            var tested = Result is LabResult.Passed or LabResult.Failed;
            return new Invalid()
                .When(Result is null, "result", "取值为 Passed、Failed 或 NotTestable。", "Passed, Failed or NotTestable.")
                .When((tested || Figures is not null) && !Words.AreGood(Figures, MaxFigures), "figures",
                    $"请填写检测数据，1–{MaxFigures} 个字。", $"What was measured, 1–{MaxFigures} characters.")
                .When((Result == LabResult.NotTestable || Note is not null)
                    && !Words.AreGood(Note, ChangeReferral.MaxNote), "note",
                    $"请说明，1–{ChangeReferral.MaxNote} 个字。", $"Say why, 1–{ChangeReferral.MaxNote} characters.")
                .When(tested && pages == 0, "photos", "请上传检验报告（照片）。", "The report's pages, as photos.");
        }
    }
}
