using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Rosters;

/// <summary>
/// Public holidays and make-up days: those that ship with the platform, and of a year that was imported what was
/// imported; a year that nobody has announced counts as plain weekends. The roster marks them and skips none.
/// </summary>
internal sealed class WorkDays
{
    public static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly Lazy<(Dictionary<string, string> Names, IReadOnlyList<Year> Years)> Standard = new(Load);
    private readonly Dictionary<DateOnly, (bool Works, Said Name)> _named = [];

    /// <param name="imported">The newest version of each year that was.</param>
    public WorkDays(IReadOnlyCollection<CalendarYearAnnounced> imported)
    {
        var known = imported.Select(y => y.Year).ToHashSet();
        foreach (var (_, off, work) in Standard.Value.Years.Where(y => !known.Contains(y.Number))
            .Concat(imported.Select(y => new Year(y.Year, y.Off, y.Work))))
        {
            Name(off, works: false);
            Name(work, works: true);
        }
    }

    /// <param name="Holiday">The holiday, or the one whose make-up day it is; null for a plain day.</param>
    internal sealed record Day(DateOnly Date, bool Works, Said? Holiday);

    internal sealed record Said(string Zh, string En);

    private sealed record Year(
        [property: System.Text.Json.Serialization.JsonPropertyName("year")] int Number,
        IReadOnlyList<CalendarYearAnnounced.Days> Off, IReadOnlyList<CalendarYearAnnounced.Days> Work);

    private sealed record Form(Dictionary<string, string> Names, IReadOnlyList<Year> Years);

    /// <summary>As they are known now: a row for each imported year.</summary>
    public static async Task<WorkDays> ReadAsync(OrganisationsDb db, CancellationToken ct) => new(
        [.. (await db.Set<AnnouncedYear>().AsNoTracking().Select(y => y.Days).ToListAsync(ct))
            .Select(days => JsonSerializer.Deserialize<CalendarYearAnnounced>(days, Facts.Json)!)]);

    public Day Of(DateOnly day) => _named.TryGetValue(day, out var named)
        ? new(day, named.Works, named.Name)
        : new(day, day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), null);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(China).DateTime);

    public static DateTimeOffset At(DateOnly day, TimeOnly time) =>
        new DateTimeOffset(day.ToDateTime(time), China).ToUniversalTime();

    private void Name(IEnumerable<CalendarYearAnnounced.Days> runs, bool works)
    {
        foreach (var run in runs)
        {
            for (var day = run.From; day <= run.To; day = day.AddDays(1))
            {
                _named[day] = (works, new(run.Name, Standard.Value.Names.GetValueOrDefault(run.Name, run.Name)));
            }
        }
    }

    private static (Dictionary<string, string>, IReadOnlyList<Year>) Load()
    {
        using var stream = typeof(WorkDays).Assembly.GetManifestResourceStream("calendar-years.json")
            ?? throw new InvalidOperationException("calendar-years.json is not embedded.");
        var form = JsonSerializer.Deserialize<Form>(stream, JsonSerializerOptions.Web)!;
        return (form.Names, form.Years);
    }
}
