using System.Text.Json;

namespace RiderPlatform.Organisations.Rosters;

/// <summary>
/// Public holidays and make-up days that ship with the platform; a year that nobody has announced counts as plain
/// weekends. The roster marks them and skips none.
/// </summary>
internal static class WorkDays
{
    public static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly Lazy<Dictionary<DateOnly, (bool Works, Said Name)>> Named = new(Load);

    /// <param name="Holiday">The holiday, or the one whose make-up day it is; null for a plain day.</param>
    internal sealed record Day(DateOnly Date, bool Works, Said? Holiday);

    internal sealed record Said(string Zh, string En);

    private sealed record Days(DateOnly From, DateOnly To, string Name);

    private sealed record Year(IReadOnlyList<Days> Off, IReadOnlyList<Days> Work);

    private sealed record Form(Dictionary<string, string> Names, IReadOnlyList<Year> Years);

    public static Day Of(DateOnly day) => Named.Value.TryGetValue(day, out var named)
        ? new(day, named.Works, named.Name)
        : new(day, day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), null);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(China).DateTime);

    public static DateTimeOffset At(DateOnly day, TimeOnly time) =>
        new DateTimeOffset(day.ToDateTime(time), China).ToUniversalTime();

    private static Dictionary<DateOnly, (bool Works, Said Name)> Load()
    {
        using var stream = typeof(WorkDays).Assembly.GetManifestResourceStream("calendar-years.json")
            ?? throw new InvalidOperationException("calendar-years.json is not embedded.");
        var form = JsonSerializer.Deserialize<Form>(stream, JsonSerializerOptions.Web)!;
        var all = form.Years.SelectMany(y => y.Off.Select(d => (Days: d, Works: false))
            .Concat(y.Work.Select(d => (Days: d, Works: true))));
        var days = new Dictionary<DateOnly, (bool Works, Said Name)>();
        foreach (var (span, works) in all)
        {
            for (var day = span.From; day <= span.To; day = day.AddDays(1))
            {
                days[day] = (works, new(span.Name, form.Names.GetValueOrDefault(span.Name, span.Name)));
            }
        }

        return days;
    }
}
