namespace RiderPlatform.Grievances.Domain.Calendar;

/// <summary>A unit's own working hours, as one version of them.</summary>
/// <param name="Version">From 1.</param>
/// <param name="ValidFrom">Each day goes by the newest version that is valid on it, days before by the city's.</param>
/// <param name="SetAt">Clocks that began before know nothing of it: no edit moves a deadline.</param>
/// <param name="OpenOnHolidays">Announced days off are worked like any other of their weekday.</param>
/// <param name="Week">Monday first, a day without spans is closed; null: the city's hours again.</param>
public sealed record UnitHours(
    Guid UnitId, int Version, DateOnly ValidFrom, DateTimeOffset SetAt, bool OpenOnHolidays,
    IReadOnlyList<IReadOnlyList<ShiftSpan>>? Week)
{
    public const int DaysOfWeek = 7;
    public const int MostSpans = 6;

    /// <summary>Everything wrong with the week, in words.</summary>
    public static IEnumerable<Wording> Wrong(IReadOnlyList<IReadOnlyList<ShiftSpan>> week)
    {
        if (week.All(d => d.Count == 0))
        {
            yield return new("一周至少要有一段工作时间。", "At least one span of work in the week.");
        }

        // Holidays and make-up days bring any two days of the week together.
        if ((from before in week from day in week select ShiftClock.SpansOf(before, day))
            .Any(spans => spans.Zip(spans.Skip(1)).Any(p => p.Second.Start < p.First.End)))
        {
            yield return new(
                "时段重叠（跨午夜的时段也不能与另一天的时段重叠）。", "Spans overlap, or one over midnight meets another day's.");
        }
    }

    /// <summary>
    /// The spans of a day. A make-up day is worked like its weekday or, where the unit is closed then, like the first
    /// day of the week on which it is open.
    /// </summary>
    public IReadOnlyList<ShiftSpan> On(DateOnly day, DayKind kind)
    {
        var own = Week![((int)day.DayOfWeek + 6) % DaysOfWeek];
        return kind switch
        {
            DayKind.Holiday when !OpenOnHolidays => [],
            DayKind.MakeUpDay when own.Count == 0 => Week.First(d => d.Count > 0),
            _ => own,
        };
    }

    /// <summary>The same hours from the same day on.</summary>
    public bool SaysTheSameAs(UnitHours other) => ValidFrom == other.ValidFrom && OpenOnHolidays == other.OpenOnHolidays
        && (Week is null || other.Week is null ? Week is null && other.Week is null
            : Week.Zip(other.Week).All(p => p.First.SequenceEqual(p.Second)));
}
