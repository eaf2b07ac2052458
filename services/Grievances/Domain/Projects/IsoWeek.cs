using System.Globalization;

namespace RiderPlatform.Grievances.Domain.Projects;

/// <summary>A week of ISO 8601, Monday to Sunday, in China: <c>2026-W47</c>.</summary>
public readonly record struct IsoWeek
{
    private IsoWeek(DateOnly monday) => Monday = monday;

    public DateOnly Monday { get; }

    public int Year => ISOWeek.GetYear(Monday.ToDateTime(TimeOnly.MinValue));

    public int Number => ISOWeek.GetWeekOfYear(Monday.ToDateTime(TimeOnly.MinValue));

    /// <summary>In UTC.</summary>
    public DateTimeOffset Start => ChinaTime.StartOf(Monday);

    /// <summary>The first moment after it, in UTC.</summary>
    public DateTimeOffset End => ChinaTime.StartOf(Monday.AddDays(7));

    public static IsoWeek Of(DateTimeOffset moment)
    {
        var day = ChinaTime.DayOf(moment);
        return new(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));
    }

    /// <summary>Null for what is no week between 2000 and 2100.</summary>
    public static IsoWeek? Parse(string? text)
    {
        if (text is not { Length: 8 } || text[4] != '-' || text[5] != 'W'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var week)
            || year is < 2000 or > 2100 || week < 1 || week > ISOWeek.GetWeeksInYear(year))
        {
            return null;
        }

        return new(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday)));
    }

    public IsoWeek Plus(int weeks) => new(Monday.AddDays(7 * weeks));

    /// <summary>How many weeks this one lies after another.</summary>
    public int Since(IsoWeek other) => (Monday.DayNumber - other.Monday.DayNumber) / 7;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");
}
