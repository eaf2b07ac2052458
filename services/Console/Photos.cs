using RiderPlatform.Console.Api;

namespace RiderPlatform.Console;

/// <summary>A photo, asked of the service with the visitor's token: an image element cannot send one.</summary>
internal static class Photos
{
    private static readonly string[] Sizes = ["thumbnail"];

    /// <param name="size"><c>thumbnail</c>; nothing: the whole picture.</param>
    public static Task PassAsync(
        HttpContext http, PlatformApi api, Guid caseId, Guid photoId, string? size, CancellationToken ct) =>
        PassAsync(http, api, $"/api/v1/cases/{caseId}/photos/{photoId}", size, ct);

    /// <summary>Of volunteer work.</summary>
    public static Task PassProofAsync(
        HttpContext http, PlatformApi api, Guid claimId, Guid photoId, string? size, CancellationToken ct) =>
        PassAsync(http, api, $"/api/v1/demands/claims/{claimId}/photos/{photoId}", size, ct);

    /// <summary>A page of an institute's report.</summary>
    public static Task PassReportAsync(
        HttpContext http, PlatformApi api, Guid id, Guid pageId, string? size, CancellationToken ct) =>
        PassAsync(http, api, $"/api/v1/cases/lab-samples/{id}/pages/{pageId}", size, ct);

    /// <summary>Of a hazard to look at.</summary>
    public static Task PassCheckAsync(
        HttpContext http, PlatformApi api, Guid id, Guid photoId, string? size, CancellationToken ct) =>
        PassAsync(http, api, $"/api/v1/verifications/{id}/photos/{photoId}", size, ct);

    private static async Task PassAsync(
        HttpContext http, PlatformApi api, string photoPath, string? size, CancellationToken ct)
    {
        var path = PlatformApi.Path(photoPath, ("size", Sizes.Contains(size) ? size : null));
        using var photo = await api.OpenAsync(path, http.Request.Headers.IfNoneMatch.FirstOrDefault(), ct);
        http.Response.StatusCode = photo is null ? StatusCodes.Status503ServiceUnavailable : (int)photo.StatusCode;
        if (photo is not { IsSuccessStatusCode: true })
        {
            return;
        }

        http.Response.ContentType = photo.Content.Headers.ContentType?.ToString();
        http.Response.ContentLength = photo.Content.Headers.ContentLength;
        http.Response.Headers.ETag = photo.Headers.ETag?.ToString();
        // A photo never changes, and belongs to who may see it.
        http.Response.Headers.CacheControl = "private, max-age=3600";
        await photo.Content.CopyToAsync(http.Response.Body, ct);
    }
}
