using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Verification;

/// <summary>
/// What was seen at the place. The answer and what follows from it for the case are one transaction; where the case
/// has moved on meanwhile the answer stands alone, and is worth its points all the same.
/// </summary>
public static class ReportVerification
{
    private const int MaxNote = 500;

    /// <param name="Seen"><c>Fixed</c>, <c>NotFixed</c> or <c>CannotTell</c>; photos but for the last.</param>
    /// <param name="Longitude">WGS-84, where the rider stands.</param>
    public sealed record Request(Seen Seen, string Note, double Longitude, double Latitude);

    public static async Task<Results<Ok<VerificationView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Scope scope, GrievancesDb db, PhotoIntake intake, TakeStep step,
        DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        var (form, broken) = await PhotoForm.ReadAsync(http, intake.TemporaryFolder);
        if (form is null)
        {
            return broken!;
        }

        await using (form)
        {
            var (request, invalid) = Read(form);
            if (request is null || directory.Current is not { } snapshot)
            {
                return request is null ? invalid.ToProblem() : Refusals.Unavailable.ToProblem();
            }

            var refused = await TakeAsync(id, request, form, scope, db, intake, step, time.Now(), ct);
            return refused ?? (Results<Ok<VerificationView>, ProblemHttpResult>)TypedResults.Ok(
                (await FindVerifications.ViewAsync(id, scope, db, snapshot, ct))!);
        }
    }

    private static (Request? Request, Invalid Invalid) Read(PhotoForm form)
    {
        var known = Enum.TryParse<Seen>(form.Field("seen"), out var seen) && Enum.IsDefined(seen)
            && form.Field("seen") == seen.ToString();
        var here = new Position(Degrees(form, "longitude"), Degrees(form, "latitude"));
        var note = form.Field("note");
        var invalid = new Invalid()
            .When(!known, "seen", "取值为 Fixed、NotFixed 或 CannotTell。", "Fixed, NotFixed or CannotTell.")
            .When(!Words.AreGood(note, MaxNote), "note", $"1–{MaxNote} 个字。", $"1–{MaxNote} characters.")
            .When(known && seen != Seen.CannotTell && form.Photos.Count == 0, "photos", "请至少附一张照片。",
                "At least one photo.")
            .When(!here.IsInChina, "position", "请提供您所在位置（WGS-84）。", "Give your position (WGS-84).");
        return (invalid.Any ? null : new(seen, note!.Trim(), here.Longitude, here.Latitude), invalid);
    }

    private static async Task<ProblemHttpResult?> TakeAsync(
        Guid id, Request request, PhotoForm form, Scope scope, GrievancesDb db, PhotoIntake intake, TakeStep step,
        DateTimeOffset now, CancellationToken ct)
    {
        var rider = scope.RiderId!.Value;
        if (await FindVerifications.For(db, scope, ChinaTime.DayOf(now))
            .SingleOrDefaultAsync(l => l.Task.Id == id, ct) is not { } line)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (line.Seen is not null || line.Task.State != VerificationState.Claimed)
        {
            return line.Seen is not null ? null : VerificationRefusals.NotYours.ToProblem();
        }

        var metres = new Position(request.Longitude, request.Latitude)
            .MetresTo(new(line.Task.Longitude, line.Task.Latitude));
        if (metres > VerificationRules.WithinMetres)
        {
            return VerificationRefusals.TooFar(metres).ToProblem(("metres", Math.Round(metres, 1)));
        }

        var (photos, bad) = await intake.KeepAsync(form.Photos, ct);
        if (bad is not null)
        {
            return bad;
        }

        var answer = new VerificationAnswerRow
        {
            Id = Guid.CreateVersion7(now), VerificationId = id, RiderId = rider, Seen = request.Seen,
            Note = request.Note, Metres = Math.Round(metres, 1), AnsweredAt = now,
        };
        var saved = await db.InTransactionAsync(async () => await SaveAsync(line, answer, photos, db, now, ct)
            && await FollowAsync(line.Task, answer, form.Photos, step, ct), ct);
        return saved ? null : VerificationRefusals.NotYours.ToProblem();
    }

    private static async Task<bool> SaveAsync(
        FindVerifications.Line line, VerificationAnswerRow answer, IReadOnlyList<StoredPhoto> photos, GrievancesDb db,
        DateTimeOffset now, CancellationToken ct)
    {
        var (task, again) = (line.Task, answer.Seen == Seen.CannotTell);
        var more = again && task.Answers + 1 < VerificationRules.MostAnswers;
        var after = more ? VerificationState.Waiting : again ? VerificationState.Undecided : VerificationState.Answered;
        var taken = await db.Set<VerificationRow>()
            .Where(v => v.Id == task.Id && v.State == VerificationState.Claimed && v.ClaimedBy == answer.RiderId)
            .ExecuteUpdateAsync(s => s.SetProperty(v => v.State, after).SetProperty(v => v.Answers, task.Answers + 1)
                .SetProperty(v => v.Reach, 0).SetProperty(v => v.ClaimedBy, (Guid?)null)
                .SetProperty(v => v.DueAt, more ? now : null), ct);
        if (taken == 0)
        {
            return false;
        }

        db.Add(answer);
        db.AddRange(photos.Select(p => new VerificationPhotoRow
        {
            Id = p.Id, AnswerId = answer.Id, Blob = p.Blob, Thumbnail = p.Thumbnail, Width = p.Width,
            Height = p.Height,
        }));
        db.Publish(new HazardVerified
        {
            AnswerId = answer.Id, CaseId = task.CaseId, RiderId = answer.RiderId, Seen = answer.Seen.ToString(),
            Category = line.Category, Points = VerificationRules.Points, RegionCode = task.RegionCode,
            OccurredAt = now,
        }, answer.Id, 1);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>The case's own step, if it still stands where it was resolved; who looked is not told.</summary>
    private static async Task<bool> FollowAsync(
        VerificationRow task, VerificationAnswerRow answer, IReadOnlyList<UploadedPhoto> photos, TakeStep step,
        CancellationToken ct)
    {
        if (answer.Seen != Seen.CannotTell)
        {
            var action = answer.Seen == Seen.Fixed ? CaseAction.Verify : CaseAction.Refute;
            var said = answer.Seen == Seen.Fixed ? "附近骑手现场核验：已处理好。" : "附近骑手现场核验：未处理好。";
            await step.BySystemAsync(task.CaseId,
                new CaseStep(action, task.Resolution) { Note = $"{said}{answer.Note}", Photos = photos }, ct);
        }

        return true;
    }

    private static double Degrees(PhotoForm form, string field) => double.TryParse(
        form.Field(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
