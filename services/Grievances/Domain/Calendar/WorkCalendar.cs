namespace RiderPlatform.Grievances.Domain.Calendar;

public enum DayKind
{
    WorkDay,
    Weekend,
    Holiday,

    /// <summary>A weekend day on which people work in exchange for a day off (调休).</summary>
    MakeUpDay,
}

/// <param name="Reason">The holiday; null where the weekday alone decides.</param>
public sealed record CalendarDay(DateOnly Day, DayKind Kind, bool Works, Wording? Reason);

/// <summary>
/// Which days are worked, and how the clocks of each mode count them; immutable. A year that nobody has announced yet
/// counts as plain weekends, and what is reckoned through it says so. Moments beyond the calendar's years count as its
/// ends. Days are China's, which has had no summer time since 1991.
/// </summary>
public sealed class WorkCalendar
{
    public static readonly DateOnly FirstDay = new(CalendarYear.First, 1, 1);
    private static readonly long FirstTicks = ChinaTime.StartOf(FirstDay).UtcTicks;
    private static readonly int DayCount = new DateOnly(CalendarYear.Last + 1, 1, 1).DayNumber - FirstDay.DayNumber;

    private readonly Dictionary<int, CalendarYear> _years;
    private readonly Dictionary<DateOnly, (bool Works, string Name)> _named = [];
    private readonly ShiftClock[] _clocks;
    private readonly Shifts _shifts;
    private readonly Dictionary<Guid, UnitCalendars> _units = [];

    /// <param name="years">Several versions of a year may be among them: the newest is in force.</param>
    public WorkCalendar(IEnumerable<CalendarYear> years, Shifts shifts)
    {
        _shifts = shifts;
        _years = years.GroupBy(y => y.Year).ToDictionary(g => g.Key, g => g.MaxBy(y => y.Version)!);
        foreach (var year in _years.Values)
        {
            Name(year.Off, false);
            Name(year.Work, true);
        }

        var works = new bool[DayCount];
        for (var i = 0; i < works.Length; i++)
        {
            works[i] = Works(FirstDay.AddDays(i));
        }

        _clocks = [.. Enum.GetValues<ClockMode>().Select(m => new ShiftClock(shifts[m], works))];
    }

    /// <param name="hours">Every version of the hours of every unit that has its own.</param>
    public WorkCalendar(WorkCalendar city, IEnumerable<UnitHours> hours)
    {
        (_years, _named, _clocks, _shifts) = (city._years, city._named, city._clocks, city._shifts);
        _units = hours.GroupBy(h => h.UnitId).ToDictionary(g => g.Key, g => new UnitCalendars(this, g));
    }

    private WorkCalendar(WorkCalendar city, int version, Func<ClockMode, ShiftClock> clock)
    {
        (_years, _named, _shifts, HoursVersion) = (city._years, city._named, city._shifts, version);
        _clocks = [city[ClockMode.Continuous], clock(ClockMode.WorkTime), clock(ClockMode.WorkDays),
            city[ClockMode.UrgentWorkTime]];
    }

    /// <summary>Of a unit's calendar: the version of its hours; null: the city's.</summary>
    public int? HoursVersion { get; }

    /// <summary>The years in force, oldest first.</summary>
    public IEnumerable<CalendarYear> Years => _years.Values.OrderBy(y => y.Year);

    public ShiftClock this[ClockMode mode] => _clocks[(int)mode];

    public static WorkCalendar Standard() => new(AnnouncedYears.Standard, Shifts.Standard());

    public bool Works(DateOnly day) =>
        _named.TryGetValue(day, out var named) ? named.Works : !CalendarYear.IsWeekend(day);

    public CalendarDay this[DateOnly day] => _named.TryGetValue(day, out var named)
        ? new(day, named.Works ? DayKind.MakeUpDay : DayKind.Holiday, named.Works, AnnouncedYears.NameOf(named.Name))
        : new(day, CalendarYear.IsWeekend(day) ? DayKind.Weekend : DayKind.WorkDay, !CalendarYear.IsWeekend(day), null);

    /// <summary>
    /// As the clock of a unit counts that began then: by the unit's own hours as they were set at that moment, in the
    /// modes that go by work; the city's where it has none. A report asks: one look-up.
    /// </summary>
    public WorkCalendar Of(Guid? unit, DateTimeOffset started) =>
        unit is { } id && _units.TryGetValue(id, out var own) ? own.At(started) : this;

    /// <summary>Every version of a unit's hours, oldest first.</summary>
    public IReadOnlyList<UnitHours> HoursOf(Guid unit) => _units.GetValueOrDefault(unit)?.Versions ?? [];

    /// <param name="on">Whose hours a day goes by; null: the city's.</param>
    internal WorkCalendar WithHours(int version, Func<DateOnly, UnitHours?> on) => new(this, version, mode =>
    {
        var days = new IReadOnlyList<ShiftSpan>[DayCount];
        for (var i = 0; i < days.Length; i++)
        {
            var day = FirstDay.AddDays(i);
            days[i] = on(day) is { Week: not null } own ? own.On(day, KindOf(day))
                : Works(day) ? _shifts[mode].Work : _shifts[mode].Free;
        }

        return new ShiftClock(days, _shifts[mode].Free);
    });

    /// <summary>As it was before a year was announced: plain weekends.</summary>
    public WorkCalendar Without(int year) => new(
        new WorkCalendar(_years.Values.Where(y => y.Year != year), _shifts),
        _units.Values.SelectMany(u => u.Versions));

    /// <summary>Null: not announced.</summary>
    public CalendarYear? Find(int year) => _years.GetValueOrDefault(year);

    /// <summary>
    /// The years between two moments that are not announced yet; none for a clock that asks no calendar.
    /// </summary>
    public IReadOnlyList<int> Provisional(ClockMode mode, DateTimeOffset from, DateTimeOffset to) =>
        mode is ClockMode.Continuous or ClockMode.UrgentWorkTime ? []
            : [.. YearsOf(from, to).Where(y => !_years.ContainsKey(y))];

    /// <summary>The years that a span touches, in China.</summary>
    public static IEnumerable<int> YearsOf(DateTimeOffset from, DateTimeOffset to)
    {
        var first = ChinaTime.DayOf(from).Year;
        return Enumerable.Range(first, Math.Max(0, ChinaTime.DayOf(to).Year - first) + 1);
    }

    /// <summary>The day of a moment, counted from the first, and the time within it.</summary>
    internal static (int Day, long Within) Place(DateTimeOffset moment, int days)
    {
        var ticks = moment.UtcTicks - FirstTicks;
        return ticks < 0 ? (0, 0) : ticks >= days * TimeSpan.TicksPerDay ? (days, 0)
            : ((int)(ticks / TimeSpan.TicksPerDay), ticks % TimeSpan.TicksPerDay);
    }

    internal static DateTimeOffset At(int day, long within) =>
        new(FirstTicks + (day * TimeSpan.TicksPerDay) + within, TimeSpan.Zero);

    private DayKind KindOf(DateOnly day) =>
        _named.TryGetValue(day, out var named) ? named.Works ? DayKind.MakeUpDay : DayKind.Holiday
            : CalendarYear.IsWeekend(day) ? DayKind.Weekend : DayKind.WorkDay;

    private void Name(IEnumerable<NamedDays> days, bool works)
    {
        foreach (var (day, name) in days.SelectMany(d => d.Days().Select(x => (x, d.Name))))
        {
            _named[day] = (works, name);
        }
    }
}
