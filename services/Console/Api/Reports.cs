using System.Net.Http.Headers;

namespace RiderPlatform.Console.Api;

/// <summary>What a rider sends to Grievances, and its answers.</summary>
public static class Reports
{
    public sealed record Category(string Code, string NameZh, string NameEn, string Severity);

    /// <summary>A report as it was registered.</summary>
    public sealed record Registered(Guid Id, string Number, string Status);

    public sealed record Similar(
        string Number, Cases.Wording CategoryName, double DistanceMetres, Cases.Wording Status,
        DateTimeOffset ReportedAt);

    public sealed record SimilarList(IReadOnlyList<Similar> Items);

    /// <summary>The multipart body of <c>POST /api/v1/clues</c>; photos are read while they are sent.</summary>
    public static MultipartFormDataContent Body(
        IEnumerable<(string Name, string? Value)> fields, IEnumerable<IFormFile> photos)
    {
        var body = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            if (!string.IsNullOrEmpty(value))
            {
                body.Add(new StringContent(value), name);
            }
        }

        foreach (var photo in photos)
        {
            var content = new StreamContent(photo.OpenReadStream());
            content.Headers.ContentType = MediaTypeHeaderValue.TryParse(photo.ContentType, out var type) ? type
                : new MediaTypeHeaderValue("application/octet-stream");
            body.Add(content, "photos", "photo");
        }

        return body;
    }
}
