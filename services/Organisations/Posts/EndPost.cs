using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Posts;

/// <summary>Ends a post at once, with the reason; it stays in the history. The second time is answered as the first.
/// </summary>
internal static class EndPost
{
    internal sealed record Request(string? Reason);

    public static async Task<Results<Ok<PostView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid postId, Request request, Scope scope, OrganisationsDb db, KeyRing keys, TimeProvider time,
        CancellationToken ct)
    {
        var (now, reason) = (time.GetUtcNow(), request.Reason?.Trim());
        if (reason is not { Length: > 0 and <= RiderPost.MaxReasonLength } || reason.Any(char.IsControl))
        {
            return new Invalid().Add("reason", $"请说明原因，最多 {RiderPost.MaxReasonLength} 字。",
                $"Say why, in at most {RiderPost.MaxReasonLength} characters.").ToProblem();
        }

        var view = await db.InTransactionAsync(async () =>
        {
            var rider = await AppointRider.LockedAsync(db, id, scope, ct);
            if (rider?.Posts.Find(p => p.Id == postId) is not { } post)
            {
                return null;
            }

            if (post.EndedAt is null)
            {
                (post.EndedAt, post.EndedBy, post.EndReason) = (now, scope.Subject, reason);
                await AppointRider.TellAsync(db, rider, now, ct);
            }

            var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(r => r.Code == post.RegionCode, ct);
            return PostView.Of(post, rider, region?.Name, keys, Duty.DayOf(now));
        }, ct);
        return view is null ? Refusal.NotFound.ToProblem() : TypedResults.Ok(view);
    }
}
