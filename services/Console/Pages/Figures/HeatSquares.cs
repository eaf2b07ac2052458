using System.Text.Json;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.Figures;

/// <summary>The heat map as the page draws it: the fullest squares, in five steps of colour.</summary>
public sealed class HeatSquares
{
    /// <summary>More do not tell more on one screen, and the page stays light.</summary>
    public const int Drawn = 800;

    public const int Listed = 20;

    private const int Steps = 5;
    private readonly Api.Figures.Heat _heat;

    internal HeatSquares(Api.Figures.Heat heat, Place here)
    {
        _heat = heat;
        var most = heat.Features.Count == 0 ? 0 : heat.Features.Max(f => f.Properties.Cases.Count);
        // Each step holds about twice as much as the one before: a few full squares do not drown all others.
        Ends = [.. Enumerable.Range(1, Steps).Select(i => (long)Math.Ceiling(Math.Pow(most, i / (double)Steps)))
            .Where(end => end > 0).Distinct()];
        Link = heat.Features.Count == 0 ? "" : (FigureWords.HrefOf(heat.Features[0].Properties.Cases, here) ?? "")
            .Replace(heat.Features[0].Id, "{cell}", StringComparison.Ordinal);
    }

    /// <summary>The last number of each step.</summary>
    public IReadOnlyList<long> Ends { get; }

    /// <summary>Address of a square's list, with <c>{cell}</c> for its name.</summary>
    public string Link { get; }

    public Api.Figures.Heat All => _heat;

    public IEnumerable<Api.Figures.SquareFeature> Fullest => _heat.Features.Take(Listed);

    /// <summary>For js/figures.js: name, west, south, east, north, step, cases, open, overdue.</summary>
    public string Json => JsonSerializer.Serialize(_heat.Features.Take(Drawn).Select(f =>
    {
        var (ring, figures) = (f.Geometry.Coordinates[0], f.Properties);
        return (object[])
        [
            f.Id, ring[0][0], ring[0][1], ring[2][0], ring[2][1], StepOf(figures.Cases.Count), figures.Cases.Count,
            figures.Open.Count, figures.Overdue.Count,
        ];
    }));

    public int StepOf(long count) => 1 + Ends.TakeWhile(end => end < count).Count();

    /// <summary>Middle of a square, as people write it: latitude, longitude.</summary>
    public static string MiddleOf(Api.Figures.SquareFeature square)
    {
        var ring = square.Geometry.Coordinates[0];
        var (latitude, longitude) = ((ring[0][1] + ring[2][1]) / 2, (ring[0][0] + ring[2][0]) / 2);
        return FormattableString.Invariant($"{latitude:0.0000}, {longitude:0.0000}");
    }
}
