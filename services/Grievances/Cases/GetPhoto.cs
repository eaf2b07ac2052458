using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A photo of a case that the caller may see; <c>?size=thumbnail</c> for the small one.</summary>
public static class GetPhoto
{
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id, Guid photoId, string? size, HttpResponse response, Scope scope, GrievancesDb db, IPhotoStore store,
            CancellationToken ct)
    {
        var photo = await db.Cases.AsNoTracking().VisibleTo(scope).Where(c => c.Id == id)
            .Join(db.CasePhotos, c => c.Id, p => p.CaseId, (_, p) => p).SingleOrDefaultAsync(p => p.Id == photoId, ct);
        if (photo is null || store.Open(size == "thumbnail" ? photo.Thumbnail : photo.Blob) is not { } content)
        {
            return Refusal.NotFound.ToProblem();
        }

        // A photo never changes; but whoever loses the right to the case shall not be served by a shared cache.
        response.Headers.CacheControl = "private, max-age=86400, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'";
        return TypedResults.Stream(
            content, "image/jpeg",
            entityTag: new EntityTagHeaderValue(
            $"\"{(size == "thumbnail" ? photo.Thumbnail : photo.Blob)[^20..^4]}\""));
    }
}
