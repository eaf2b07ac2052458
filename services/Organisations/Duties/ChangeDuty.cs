using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Duties;

/// <summary>
/// A duty is never edited: another one takes its place from its day on, and knows whose it took. What was routed by the
/// old one can still be explained.
/// </summary>
internal static class ChangeDuty
{
    /// <param name="Version">As it was read.</param>
    /// <param name="Duty">What stands instead.</param>
    internal sealed record Request(long Version, GiveDuty.Request Duty);

    public static async Task<Results<Ok<ListDuties.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var invalid = request.Duty is null ? new Invalid().Add("duty", "请填写新的职责。", "Say what stands instead.")
            : await GiveDuty.CheckAsync(request.Duty, now, db, ct);
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var standing = await db.Duties.Where(ListDuties.Covered(scope, DirectoryAccess.Keepers))
            .SingleOrDefaultAsync(d => d.Id == id, ct);
        if (standing is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (!standing.Active || standing.Version != request.Version)
        {
            return Refusal.Stale.ToProblem();
        }

        var duty = GiveDuty.DutyOf(request.Duty!, standing.Id, now);
        try
        {
            var refusal = await db.InTransactionAsync(() => Publishing.GiveAsync(duty, standing, scope, db, ct), ct);
            return refusal is null ? TypedResults.Ok(ListDuties.Answer.Of(duty)) : refusal.ToProblem();
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale.ToProblem();
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) == DirectoryTables.ActiveDuty)
        {
            return Publishing.AlreadyGiven.ToProblem();
        }
    }
}
