using System.Text.Json;
using System.Text.RegularExpressions;

namespace RiderPlatform.Console.Api;

/// <summary>An answer of the API that is no success (RFC 9457): its name, and what to tell the person.</summary>
/// <param name="Name">The outcome's: <c>AlreadyAccepted</c>, <c>Stale</c>, <c>NotFound</c> …</param>
/// <param name="Detail">Chinese, then English.</param>
/// <param name="Errors">Field of the request → sentences, each Chinese, then English.</param>
public sealed partial record Problem(
    int Status, string Name, string Detail, IReadOnlyDictionary<string, string[]> Errors, string? TraceId)
{
    private static readonly Dictionary<string, string[]> None = [];

    public static readonly Problem Unavailable = new(
        503, "Unavailable", "服务暂时不可用，请稍后重试，不会重复办理。 Temporarily unavailable. Try again shortly; nothing is done twice.",
        None, null);

    /// <summary>Of a case's conflict: how the case stands now; null for every other problem.</summary>
    public Standing? Now { get; private init; }

    /// <param name="Unit">Who answers for the case now.</param>
    /// <param name="AcceptedBy">The account that has taken it on for the unit.</param>
    public sealed record Standing(string Status, int Version, string? Unit, Guid? AcceptedBy);

    private sealed record Owner(string? Name);

    private sealed record Body(
        string? Type, string? Title, string? Detail, Dictionary<string, string[]>? Errors, string? TraceId,
        Owner? CurrentOwner, string? CaseStatus, int? Version, Guid? AcceptedBy)
    {
        public Standing? Standing => CaseStatus is { } status
            ? new Standing(status, Version ?? 0, CurrentOwner?.Name, AcceptedBy) : null;
    }

    public static async Task<Problem> OfAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var status = (int)answer.StatusCode;
        try
        {
            var body = await answer.Content.ReadFromJsonAsync<Body>(PlatformApi.Json, ct);
            var name = body?.Type?.Split('/')[^1] ?? body?.Title ?? $"{status}";
            return new Problem(status, name, body?.Detail ?? Unavailable.Detail, body?.Errors ?? None, body?.TraceId)
            {
                Now = body?.Standing,
            };
        }
        catch (JsonException)
        {
            return Unavailable with { Status = status };
        }
    }

    /// <summary>The part of a sentence pair for this language; the whole where it is no pair.</summary>
    public static string Part(string text, bool chinese)
    {
        var pair = Pair().Match(text);
        return !pair.Success ? text : pair.Groups[chinese ? "zh" : "en"].Value;
    }

    /// <summary>Chinese up to its last full stop, then a blank, then what has no Chinese sentence any more.</summary>
    [GeneratedRegex("^(?<zh>.*[。！？）]) (?<en>[^。！？]+)$", RegexOptions.Singleline)]
    private static partial Regex Pair();
}
