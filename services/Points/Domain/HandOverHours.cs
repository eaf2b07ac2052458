using System.Globalization;

namespace RiderPlatform.Points.Domain;

/// <summary>When a reward is handed over, by China's clock.</summary>
/// <param name="Weekdays">Monday 1, Tuesday 2, Wednesday 4 … Sunday 64, added up; 127: every day.</param>
/// <param name="From">First minute of the day; with <paramref name="Until"/>, or neither: all day.</param>
/// <param name="Until">Up to but without this minute; before <paramref name="From"/>: over midnight, and what is after
/// midnight belongs to the day before.</param>
public sealed record HandOverHours(int Weekdays, TimeOnly? From, TimeOnly? Until)
{
    public const int EveryDay = 127;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly string[] Zh = ["一", "二", "三", "四", "五", "六", "日"];
    private static readonly string[] En = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public bool IsAlways => Weekdays == EveryDay && From is null;

    public bool Covers(DateTimeOffset moment)
    {
        var local = moment.ToOffset(China).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (From is not { } from || Until is not { } until)
        {
            return Has(day);
        }

        return from < until ? Has(day) && time >= from && time < until
            : (time >= from && Has(day)) || (time < until && Has(day.AddDays(-1)));
    }

    /// <summary><c>周一、周二 11:00–13:30</c>; null where it is always.</summary>
    public string? Text => Words("每天", Zh, "周", "、");

    /// <summary><c>Mon, Tue 11:00–13:30</c></summary>
    public string? TextEn => Words("every day", En, "", ", ");

    private string? Words(string every, string[] names, string before, string between)
    {
        if (IsAlways)
        {
            return null;
        }

        var days = Weekdays == EveryDay ? every
            : string.Join(between, names.Where((_, i) => (Weekdays & (1 << i)) != 0).Select(n => before + n));
        return From is null ? days
            : string.Create(CultureInfo.InvariantCulture, $"{days} {From:HH\\:mm}–{Until:HH\\:mm}");
    }

    private bool Has(DateOnly day) => (Weekdays & (1 << (((int)day.DayOfWeek + 6) % 7))) != 0;
}
