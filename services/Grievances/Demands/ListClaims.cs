using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Demands;

/// <summary>
/// A rider's own claims, the newest first; for staff those on the demands that they look after, what was handed in
/// first at the head: the queue to verify.
/// </summary>
public static class ListClaims
{
    public sealed record Item(ClaimView Claim, DemandView Demand);

    private sealed record Line(DemandClaimRow Claim, DemandRow Demand);

    public static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> HandleAsync(
        string? state, [AsParameters] Paging paging, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var read = new QueryReader();
        var wanted = read.Enum<ClaimState>(state, "state");
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var (rider, now) = (scope.RiderId, time.Now());
        var lines = db.Set<DemandClaimRow>().AsNoTracking().Where(c => wanted == null || c.State == wanted)
            .Join(db.Set<DemandRow>().AsNoTracking().SeenBy(scope), c => c.DemandId, d => d.Id,
                (c, d) => new { Claim = c, Demand = d });
        var ordered = rider is not null
            ? lines.Where(x => x.Claim.RiderId == rider).OrderByDescending(x => x.Claim.Id)
            : lines.OrderBy(x => x.Claim.ProofAt).ThenByDescending(x => x.Claim.Id);
        var page = await paging.OfAsync(ordered.Select(x => new Line(x.Claim, x.Demand)), ct);
        var claims = (await ClaimView.ReadAsync(db, [.. page.Items.Select(l => l.Claim)], ct))
            .ToDictionary(c => c.Id);
        return TypedResults.Ok(page.Select(l => new Item(claims[l.Claim.Id], DemandView.Of(
            l.Demand, snapshot, now, rider is null ? null : claims[l.Claim.Id], rider is null, null))));
    }

    /// <summary>A photo of a proof, for its rider and for the staff of the demand.</summary>
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> PhotoAsync(
        Guid claimId, Guid photoId, string? size, HttpResponse response, Scope scope, GrievancesDb db,
        IPhotoStore store, CancellationToken ct)
    {
        var found = await db.Set<DemandPhotoRow>().AsNoTracking().Where(p => p.Id == photoId && p.ClaimId == claimId)
            .Join(db.Set<DemandClaimRow>(), p => p.ClaimId, c => c.Id, (p, c) => new { p, c })
            .Join(db.Set<DemandRow>(), x => x.c.DemandId, d => d.Id, (x, d) => new { x.p, x.c.RiderId, Demand = d })
            .SingleOrDefaultAsync(ct);
        if (found is null || (found.RiderId != scope.RiderId && !scope.LooksAfter(found.Demand)))
        {
            return Refusal.NotFound.ToProblem();
        }

        return PhotoAnswer.Of(size == "thumbnail" ? found.p.Thumbnail : found.p.Blob, response, store);
    }
}

/// <summary>A stored photo as an answer: never kept by a shared cache, and nothing but a picture.</summary>
internal static class PhotoAnswer
{
    public static Results<FileStreamHttpResult, ProblemHttpResult> Of(
        string blob, HttpResponse response, IPhotoStore store)
    {
        if (store.Open(blob) is not { } content)
        {
            return Refusal.NotFound.ToProblem();
        }

        response.Headers.CacheControl = "private, max-age=86400, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'";
        return TypedResults.Stream(
            content, "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{blob[^20..^4]}\""));
    }
}
