using System.Security.Cryptography;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Pages.Stations;

namespace RiderPlatform.Console.Pages.Report;

/// <summary>
/// What the report's form is made of: the same on the page and in the shell that is kept for no network.
/// </summary>
public sealed record ReportForm
{
    public required IReadOnlyList<Reports.Category> Categories { get; init; }

    public required NearbyStations Stations { get; init; }

    public string? Category { get; init; }

    public string? Text { get; init; }

    public Position? At { get; init; }

    public string Key { get; init; } = Guid.CreateVersion7().ToString();

    /// <summary>Null: not asked for.</summary>
    public IReadOnlyList<Reports.Similar>? Similar { get; init; }

    /// <summary>
    /// Whose drafts this page may send: tells one rider from another, and nothing else. Empty in the shell.
    /// </summary>
    public string Owner { get; init; } = "";

    public bool IsShell => Owner.Length == 0;

    public static string OwnerOf(Guid subject) =>
        Convert.ToHexStringLower(SHA256.HashData(subject.ToByteArray()))[..16];

    public static async Task<Answer<ReportForm>> OfAsync(PlatformApi api, Place place, CancellationToken ct)
    {
        var stations = NearbyStations.OfAsync(api, place, ct);
        var categories = await api.GetAsync<IReadOnlyList<Reports.Category>>("/api/v1/categories?kind=Clue", ct);
        var form = categories.Value is { } known
            ? new ReportForm { Categories = [.. known.Where(c => !c.Group)], Stations = await stations } : null;
        return new Answer<ReportForm>(form, categories.Problem);
    }
}
