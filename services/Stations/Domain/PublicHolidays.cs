using System.Globalization;
using System.Text.Json;

namespace RiderPlatform.Stations.Domain;

/// <summary>
/// The days off that the State Council announces for each year (each November for the next). For a year that is not
/// known yet only the fixed dates count: New Year, Labour Day (two days) and National Day (three).
/// </summary>
public sealed class PublicHolidays
{
    private readonly HashSet<DateOnly> _days = [];
    private readonly HashSet<int> _years = [];

    /// <summary>The announced years that ship with the service.</summary>
    public static PublicHolidays Announced { get; } = Load();

    /// <param name="spans">Year to spans, each <c>2026-02-15/2026-02-23</c> with both ends off, or one date.</param>
    public PublicHolidays(IReadOnlyDictionary<int, IReadOnlyList<string>> spans)
    {
        foreach (var (year, list) in spans)
        {
            _years.Add(year);
            foreach (var span in list)
            {
                var ends = span.Split('/')
                    .Select(d => DateOnly.ParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
                for (var day = ends[0]; day <= ends[^1]; day = day.AddDays(1))
                {
                    _days.Add(day);
                }
            }
        }
    }

    public bool Contains(DateOnly day) => _years.Contains(day.Year) ? _days.Contains(day) : IsFixed(day);

    private static bool IsFixed(DateOnly day) => (day.Month, day.Day) is (1, 1) or (5, 1 or 2) or (10, 1 or 2 or 3);

    private static PublicHolidays Load()
    {
        using var file = typeof(PublicHolidays).Assembly.GetManifestResourceStream("public-holidays.json")!;
        return new PublicHolidays(JsonSerializer.Deserialize<Dictionary<int, IReadOnlyList<string>>>(file)!);
    }
}
