using System.Globalization;
using System.Text.Json;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.Figures;

/// <summary>Periods as words and as lines.</summary>
public static class TrendWords
{
    /// <summary>The rates that are drawn; eleven lines would be none.</summary>
    private static readonly (string Key, string Api)[] Drawn =
    [
        ("response", "response"), ("on-time", "onTime"), ("resolution", "resolution"),
        ("satisfaction", "satisfaction"),
    ];

    public static IEnumerable<string> Lines() => Drawn.Select(d => d.Key);

    public static string Difference(long by) => by.ToString("+#,0;−#,0;0", CultureInfo.InvariantCulture);

    /// <summary>Percentage points.</summary>
    public static string Points(double? by) =>
        by is { } share ? (share * 100).ToString("+0.#;−0.#;0", CultureInfo.InvariantCulture) : "—";

    public static IEnumerable<(string Key, double? By)> RatesOf(Api.Figures.Change change) =>
        Drawn.Select(d => (d.Key, change.Rates.GetValueOrDefault(d.Api)));

    /// <summary>For js/figures.js: names of the periods, and percentages of each rate.</summary>
    public static string Json(IReadOnlyList<Api.Figures.Row> rows, Texts texts) => JsonSerializer.Serialize(new
    {
        names = rows.Select(r => FigureWords.Day(r.Key)),
        lines = Drawn.Select(d => new
        {
            name = texts[$"rate.{d.Key}"],
            values = rows.Select(r => r.Figures.AllRates.Single(x => x.Key == d.Key).Rate.Share is { } share
                ? Math.Round(share * 100, 1) : (double?)null),
        }),
    });
}
