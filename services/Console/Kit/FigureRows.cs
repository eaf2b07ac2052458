using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Kit;

/// <summary>A breakdown of figures as a table: by region, by category, by day.</summary>
/// <param name="Href">Where a row's name leads, by its key; null: nowhere.</param>
public sealed record FigureRows(
    string Caption, string Heading, IReadOnlyList<Figures.Row> Rows, Func<string, string?>? Href = null)
{
    /// <summary>The headings of <see cref="Figures.Set.AllRates"/>.</summary>
    public static readonly IReadOnlyList<string> RateKeys =
    [
        "response", "acceptance", "on-time", "resolution", "satisfaction", "returned", "reopened", "first-dispatch",
        "supervised", "orders", "parked",
    ];

    public string NameOf(Figures.Row row, Language language) =>
        row.Name is { } name ? language.Pick(name.Zh, name.En) : row.Key;
}
