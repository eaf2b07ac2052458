using System.Net.Http.Headers;

namespace RiderPlatform.Console.Api;

/// <summary>What a rider sends to Grievances, and its answers.</summary>
public static class Reports
{
    /// <param name="Group">A heading over others, not to be chosen itself.</param>
    public sealed record Category(
        string Code, string NameZh, string NameEn, string Severity, bool Group, IReadOnlyList<FormField> Form)
    {
        /// <summary>The kinds of case that it is offered for.</summary>
        public IReadOnlyList<string> Kinds { get; init; } = [];
    }

    /// <param name="Type">Text, Number, Money, Date, DateTime, YesNo, Choice or Choices.</param>
    public sealed record FormField(
        string Code, string Type, string NameZh, string NameEn, bool Required, long? Max,
        IReadOnlyList<FormChoice> Options);

    public sealed record FormChoice(string Code, string NameZh, string NameEn);

    /// <summary>A report as it was registered.</summary>
    public sealed record Registered(Guid Id, string Number, string Status);

    public sealed record Similar(
        string Number, Cases.Wording CategoryName, double DistanceMetres, Cases.Wording Status,
        DateTimeOffset ReportedAt, int Riders, bool Mine);

    /// <summary>A clue that the rider has joined, or that an own one was merged into.</summary>
    public sealed record Joined(
        string Number, Cases.Wording CategoryName, string? RegionName, Cases.Wording Status, bool Closed, bool Merged,
        int Riders, DateTimeOffset ReportedAt, DateTimeOffset JoinedAt);

    public sealed record SimilarList(IReadOnlyList<Similar> Items);

    /// <summary>
    /// The multipart body of <c>POST /api/v1/clues</c> and <c>/cases</c>; photos are read while they are sent.
    /// </summary>
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
