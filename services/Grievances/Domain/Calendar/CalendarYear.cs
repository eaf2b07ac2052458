namespace RiderPlatform.Grievances.Domain.Calendar;

/// <summary>Days that follow each other, both ends included, and why they are not what their weekday says.</summary>
public sealed record NamedDays(DateOnly From, DateOnly To, string Name)
{
    public IEnumerable<DateOnly> Days()
    {
        for (var day = From; day <= To; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}

/// <summary>What the State Council announced for one year, as one version of it.</summary>
/// <param name="Version">From 1; of a year the newest version is in force.</param>
/// <param name="Source">Where it comes from, such as the number of the notice.</param>
/// <param name="Off">Days without work, weekends within them included.</param>
/// <param name="Work">Weekend days on which people work in exchange (调休).</param>
public sealed record CalendarYear(
    int Year, int Version, string Source, IReadOnlyList<NamedDays> Off, IReadOnlyList<NamedDays> Work)
{
    /// <summary>Earlier years are no business of this platform, and nobody announces later ones.</summary>
    public const int First = 2004;
    public const int Last = 2049;
    private const int MaxName = 40;

    /// <summary>Everything wrong with it, in words, by field; empty: it can be used.</summary>
    public IEnumerable<(string Field, Wording Text)> Wrong()
    {
        if (Year is < First or > Last)
        {
            yield return ("year", new($"年份须在 {First} 到 {Last} 之间。", $"A year from {First} to {Last}."));
            yield break;
        }

        if (Off.Count == 0)
        {
            yield return ("off", new("至少要有一天放假。", "At least one day off."));
        }

        foreach (var (field, days) in Off.Select(d => ("off", d)).Concat(Work.Select(d => ("work", d))))
        {
            foreach (var text in WrongIn(days))
            {
                yield return (field, text);
            }
        }

        foreach (var day in Work.Where(IsWithin).SelectMany(d => d.Days()).Where(d => !IsWeekend(d)))
        {
            yield return ("work", new(
                $"{day:yyyy-MM-dd} 不是周末，不能作为调休上班日。", $"{day:yyyy-MM-dd} is no weekend day: nothing to make up."));
        }

        foreach (var day in Off.Concat(Work).Where(IsWithin).SelectMany(d => d.Days()).GroupBy(d => d)
            .Where(g => g.Count() > 1).Select(g => g.Key))
        {
            yield return ("off", new($"{day:yyyy-MM-dd} 出现了两次。", $"{day:yyyy-MM-dd} stands twice."));
        }
    }

    /// <summary>The same days for the same reasons, whatever version and source.</summary>
    public bool SaysTheSameAs(CalendarYear other) => Year == other.Year
        && Flat(Off).SequenceEqual(Flat(other.Off)) && Flat(Work).SequenceEqual(Flat(other.Work));

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static IEnumerable<(DateOnly Day, string Name)> Flat(IEnumerable<NamedDays> days) =>
        days.SelectMany(d => d.Days().Select(x => (x, d.Name))).Order();

    private bool IsWithin(NamedDays days) => days.From <= days.To && days.From.Year == Year && days.To.Year == Year;

    private IEnumerable<Wording> WrongIn(NamedDays days)
    {
        if (!IsWithin(days))
        {
            yield return new(
                $"{days.From:yyyy-MM-dd} 至 {days.To:yyyy-MM-dd} 须在 {Year} 年内，且先后有序。",
                $"{days.From:yyyy-MM-dd} to {days.To:yyyy-MM-dd} must lie in {Year}, from before to.");
        }

        if (!Words.AreGood(days.Name, MaxName))
        {
            yield return new($"名称须为 1–{MaxName} 个字。", $"A name of 1–{MaxName} characters.");
        }
    }
}
