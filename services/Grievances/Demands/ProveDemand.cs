using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Demands;

/// <summary>
/// Done: a note and at least one photo, as a form. Sent again while it waits it is answered as the first time.
/// </summary>
public static class ProveDemand
{
    /// <param name="Note">What was done, at most 500 characters.</param>
    public sealed record Request(string? Note);

    private const int MaxNote = 500;

    public static async Task<Results<Ok<ClaimView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Scope scope, GrievancesDb db, PhotoIntake intake, TimeProvider time,
        CancellationToken ct)
    {
        var (form, broken) = await PhotoForm.ReadAsync(http, intake.TemporaryFolder);
        if (form is null)
        {
            return broken!;
        }

        await using (form)
        {
            var note = form.Field("note");
            var invalid = new Invalid()
                .When(!Words.AreGood(note, MaxNote), "note", $"1–{MaxNote} 个字。", $"1–{MaxNote} characters.")
                .When(form.Photos.Count == 0, "photos", "请至少附一张照片。", "At least one photo.");
            return invalid.Any ? invalid.ToProblem()
                : await TakeAsync(id, note!.Trim(), form.Photos, scope, db, intake, time.Now(), ct);
        }
    }

    private static async Task<Results<Ok<ClaimView>, ProblemHttpResult>> TakeAsync(
        Guid id, string note, IReadOnlyList<UploadedPhoto> uploads, Scope scope, GrievancesDb db, PhotoIntake intake,
        DateTimeOffset now, CancellationToken ct)
    {
        var mine = (await ClaimView.OfRiderAsync(db, scope.RiderId, [id], ct)).GetValueOrDefault(id);
        switch (mine?.State)
        {
            case null:
                return Refusal.NotFound.ToProblem();
            case ClaimState.Submitted or ClaimState.Verified:
                return TypedResults.Ok(mine);
            case ClaimState.Claimed:
                return DemandRefusals.NotCheckedIn.ToProblem();
            case not (ClaimState.CheckedIn or ClaimState.Refused):
                return DemandRefusals.NotClaimed.ToProblem();
        }

        var ends = await db.Set<DemandRow>().Where(d => d.Id == id).Select(d => d.EndsAt).SingleAsync(ct);
        var until = DemandRules.ProofUntil(ends, mine.DecidedAt);
        if (mine.Proofs >= DemandRules.MostProofs || now >= until)
        {
            return mine.Proofs >= DemandRules.MostProofs ? DemandRefusals.NoMoreProofs.ToProblem()
                : DemandRefusals.TooLate(until);
        }

        var (photos, bad) = await intake.KeepAsync(uploads, ct);
        if (bad is not null)
        {
            return bad;
        }

        var saved = await db.InTransactionAsync(() => SaveAsync(mine, note, photos, scope.Subject, db, now, ct), ct);
        var after = await ClaimView.ReadAsync(db, mine.Id, ct);
        return saved || after.State == ClaimState.Submitted ? TypedResults.Ok(after) : Refusal.Stale.ToProblem();
    }

    private static async Task<bool> SaveAsync(
        ClaimView mine, string note, IReadOnlyList<StoredPhoto> photos, Guid actor, GrievancesDb db,
        DateTimeOffset now, CancellationToken ct)
    {
        var proof = mine.Proofs + 1;
        var done = await db.Set<DemandClaimRow>()
            .Where(c => c.Id == mine.Id && c.State == mine.State && c.Proofs == mine.Proofs)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ClaimState.Submitted)
                .SetProperty(c => c.Proofs, proof).SetProperty(c => c.Note, note)
                .SetProperty(c => c.ProofAt, now), ct);
        if (done == 0)
        {
            return false;
        }

        db.AddRange(photos.Select(p => new DemandPhotoRow
        {
            Id = p.Id, ClaimId = mine.Id, Proof = proof, Blob = p.Blob, Thumbnail = p.Thumbnail, Width = p.Width,
            Height = p.Height, CreatedAt = now,
        }));
        db.Log(mine.DemandId, nameof(ClaimState.Submitted), actor, Roles.Rider, now, mine.Id, note);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
