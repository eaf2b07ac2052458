namespace RiderPlatform.Stations.Domain;

public enum ExceptionReason
{
    /// <summary>高温</summary>
    Heat,

    /// <summary>低温</summary>
    Cold,

    /// <summary>暴雨、大风等</summary>
    Storm,

    /// <summary>施工、停水停电</summary>
    Works,

    /// <summary>其他</summary>
    Other,
}

/// <summary>Dates on which a station's regular hours do not hold; the last one that names a day decides it.</summary>
/// <param name="From">The first date in China.</param>
/// <param name="To">The last.</param>
/// <param name="Hours">Times alone, such as <c>08:00-24:00</c>, or <c>off</c>.</param>
public sealed record HoursException(DateOnly From, DateOnly To, string Hours, ExceptionReason Reason, string? Note)
{
    /// <summary>Null where the text names days, or several rules: the dates say the days.</summary>
    public static OpeningHours? ParseHours(string text, out OpeningHoursFault? fault)
    {
        var hours = OpeningHours.Parse(text, out fault);
        if (hours is null or { Rules: [{ Dates.Count: 0, Weekdays: HoursRule.EveryDay }] })
        {
            return hours;
        }

        fault = new OpeningHoursFault(
            0, "此处只写时间或 off，例如 08:00-24:00", "times alone or off here, such as 08:00-24:00");
        return null;
    }

    /// <summary>The regular hours with the exceptions over them; null when the text cannot be read.</summary>
    public static OpeningHours? Over(string regular, IReadOnlyList<HoursException> exceptions)
    {
        var hours = OpeningHours.Parse(regular, out _);
        return exceptions.Count == 0 ? hours : hours?.Overridden(exceptions.SelectMany(e => e.Rules()));
    }

    private IEnumerable<HoursRule> Rules() => (ParseHours(Hours, out _)?.Rules ?? [])
        .Select(r => r with { Dates = [DateSpan.Of(From, To)] });
}
