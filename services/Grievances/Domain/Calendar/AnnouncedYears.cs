using System.Text.Json;

namespace RiderPlatform.Grievances.Domain.Calendar;

/// <summary>
/// The years that ship with the service (<c>calendar-years.json</c>): each is version 1 of its year. A later
/// announcement, or a correction, is imported and stands in the database as the next version.
/// </summary>
public static class AnnouncedYears
{
    private static readonly Lazy<(IReadOnlyList<CalendarYear> Years, Dictionary<string, string> Names)> Shipped =
        new(Load);

    public static IReadOnlyList<CalendarYear> Standard => Shipped.Value.Years;

    /// <summary>
    /// A holiday in both languages; one that the data has no English name for goes by its Chinese one.
    /// </summary>
    public static Wording NameOf(string name) => new(name, Shipped.Value.Names.GetValueOrDefault(name, name));

    /// <summary>Throws <see cref="InvalidDataException"/> that names everything wrong.</summary>
    public static IReadOnlyList<CalendarYear> Parse(string json) => Read(json).Years;

    private static (IReadOnlyList<CalendarYear> Years, Dictionary<string, string> Names) Load()
    {
        using var stream = typeof(AnnouncedYears).Assembly.GetManifestResourceStream("calendar-years.json")
            ?? throw new InvalidOperationException("calendar-years.json is not embedded.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }

    private static (IReadOnlyList<CalendarYear> Years, Dictionary<string, string> Names) Read(string json)
    {
        FileForm form;
        try
        {
            form = JsonSerializer.Deserialize<FileForm>(json, JsonSerializerOptions.Web)
                ?? throw new InvalidDataException("The calendar is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The calendar cannot be read: {e.Message}", e);
        }

        var years = form.Years.Select(y => new CalendarYear(y.Year, 1, form.Source, y.Off, y.Work)).ToList();
        var wrong = years.SelectMany(y => y.Wrong().Select(w => $"{y.Year} {w.Field}: {w.Text.En}"))
            .Concat(years.GroupBy(y => y.Year).Where(g => g.Count() > 1).Select(g => $"{g.Key} stands twice."))
                .ToList();
        return wrong.Count == 0 ? (years, form.Names)
            : throw new InvalidDataException($"The calendar is wrong:\n{string.Join('\n', wrong)}");
    }

    private sealed record YearForm(int Year, IReadOnlyList<NamedDays> Off, IReadOnlyList<NamedDays> Work);

    private sealed record FileForm(string Source, Dictionary<string, string> Names, IReadOnlyList<YearForm> Years);
}
