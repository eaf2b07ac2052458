using System.Globalization;

namespace RiderPlatform.Console.Pages.Unit;

/// <summary>A unit's week as it is typed: a line for each day.</summary>
public sealed class HoursForm
{
    public static readonly (string Api, string Form)[] Names =
        [.. ((string, string)[])[("validFrom", "Form.From"), ("week", "Form.Days[0]")]];

    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    public int Version { get; set; }

    /// <summary>The city's hours again.</summary>
    public bool City { get; set; }

    /// <summary>Monday first; spans with commas between, nothing: closed.</summary>
    public List<string?> Days { get; set; } = [];

    public bool OpenOnHolidays { get; set; }

    public string? From { get; set; }

    public static HoursForm Of(Api.Hours.Shown shown)
    {
        var newest = shown.Versions.Count > 0 ? shown.Versions[0] : null;
        string[] desk = ["09:00-12:00, 13:30-18:00"];
        return new()
        {
            Version = shown.Version, City = newest is null or { Week: null },
            OpenOnHolidays = newest?.OpenOnHolidays ?? false,
            Days = [.. newest?.Week?.Days().Select(d => (string?)string.Join(", ", d ?? []))
                ?? Enumerable.Repeat<string?>(desk[0], 5).Concat([null, null])],
        };
    }

    public object Body()
    {
        var week = City ? null
            : new Api.Hours.Week(Spans(0), Spans(1), Spans(2), Spans(3), Spans(4), Spans(5), Spans(6));
        return new
        {
            Version, OpenOnHolidays, Week = week,
            ValidFrom = DateOnly.TryParse(From, CultureInfo.InvariantCulture, out var day) ? $"{day:yyyy-MM-dd}" : null,
        };
    }

    private string[] Spans(int day) => (Days.ElementAtOrDefault(day) ?? "")
        .Split([',', '，', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
