using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiderPlatform.Grievances.Domain.Calendar;

/// <summary>By which hours a clock runs.</summary>
public enum ClockMode
{
    /// <summary>Plain time, day and night: what is dangerous does not wait for office hours.</summary>
    Continuous,

    /// <summary>Hours of the work shift on work days.</summary>
    WorkTime,

    /// <summary>
    /// Due at the end of the n-th work day after the day on which it starts. The end is that of the shift: a last day
    /// ends when business ends (Civil Code of the PRC, article 203).
    /// </summary>
    WorkDays,

    /// <summary>Waking hours of every day, holidays too.</summary>
    UrgentWorkTime,
}

/// <summary>Half-open, in minutes from the midnight that its day begins with: 1440 is 24:00, more is past it.</summary>
public readonly record struct ShiftSpan(int Start, int End);

/// <summary>When the clocks of one mode run, on days with and without work.</summary>
public sealed record Shift(ClockMode Mode, IReadOnlyList<ShiftSpan> Work, IReadOnlyList<ShiftSpan> Free);

/// <summary>
/// The shifts as data (<c>shifts.json</c>), spans as <c>09:00-12:00</c>; one over midnight counts on past 24:00, as in
/// timetables: <c>22:00-30:00</c> ends at 06:00 and belongs to the day that it starts on.
/// </summary>
public sealed class Shifts
{
    public const int Midnight = 24 * 60;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<ClockMode, Shift> _shifts;

    private Shifts(IEnumerable<Shift> shifts) => _shifts = shifts.ToDictionary(s => s.Mode);

    public Shift this[ClockMode mode] => _shifts[mode];

    public static Shifts Standard()
    {
        using var stream = typeof(Shifts).Assembly.GetManifestResourceStream("shifts.json")
            ?? throw new InvalidOperationException("shifts.json is not embedded.");
        using var reader = new StreamReader(stream);
        return Load(reader.ReadToEnd());
    }

    /// <summary>Throws <see cref="InvalidDataException"/> that names everything wrong.</summary>
    public static Shifts Load(string json)
    {
        List<Form> forms;
        try
        {
            forms = JsonSerializer.Deserialize<List<Form>>(json, Json) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The shifts cannot be read: {e.Message}", e);
        }

        var wrong = new List<string>();
        wrong.AddRange(Enum.GetValues<ClockMode>().Where(m => forms.Count(f => f.Mode == m) != 1)
            .Select(m => $"{m} must stand once."));
        var shifts = forms.Select(f => new Shift(
            f.Mode, Spans(f.Mode, f.Work, wrong), Spans(f.Mode, f.Free, wrong))).ToList();
        wrong.AddRange(shifts.SelectMany(Wrong));
        return wrong.Count == 0 ? new Shifts(shifts)
            : throw new InvalidDataException($"The shifts are wrong:\n{string.Join('\n', wrong)}");
    }

    private static IEnumerable<string> Wrong(Shift shift)
    {
        if (shift.Work.Count == 0)
        {
            yield return $"{shift.Mode}: work days need a span, or the clock would never run.";
        }

        if (shift.Mode == ClockMode.WorkDays && shift.Work.Concat(shift.Free).Any(s => s.End > Midnight))
        {
            yield return $"{shift.Mode}: a day that is counted whole ends by 24:00.";
        }

        if (shift.Mode == ClockMode.WorkDays && shift.Free.Count > 0)
        {
            yield return $"{shift.Mode}: only work days are counted.";
        }

        foreach (var (before, day) in from b in (bool[])[true, false] from d in (bool[])[true, false] select (b, d))
        {
            var spans = ShiftClock.SpansOf(before ? shift.Work : shift.Free, day ? shift.Work : shift.Free);
            if (spans.Zip(spans.Skip(1)).Any(p => p.Second.Start < p.First.End))
            {
                yield return $"{shift.Mode}: spans overlap on a {(day ? "work day" : "free day")} after a "
                    + $"{(before ? "work day" : "free day")}.";
            }
        }
    }

    private static List<ShiftSpan> Spans(ClockMode mode, IReadOnlyList<string> texts, List<string> wrong)
    {
        var spans = new List<ShiftSpan>();
        foreach (var text in texts)
        {
            if (SpanOf(text) is { } span)
            {
                spans.Add(span);
            }
            else
            {
                wrong.Add($"{mode}: '{text}' is no span such as 09:00-12:00, 13:30-24:00 or 22:00-30:00.");
            }
        }

        return [.. spans.OrderBy(s => s.Start)];
    }

    /// <summary>Null: it is no span.</summary>
    public static ShiftSpan? SpanOf(string text) =>
        text.Split('-') is [var from, var to] && Minute(from) is { } start && Minute(to) is { } end
            && start < end && start < Midnight && end - start <= Midnight ? new(start, end) : null;

    private static int? Minute(string text) =>
        text is [_, _, ':', _, _] && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, null, out var hours)
            && int.TryParse(text.AsSpan(3), NumberStyles.None, null, out var minutes) && hours <= 48 && minutes < 60
            ? (hours * 60) + minutes : null;

    private sealed record Form
    {
        public required ClockMode Mode { get; init; }

        public required IReadOnlyList<string> Work { get; init; }

        public IReadOnlyList<string> Free { get; init; } = [];
    }
}
