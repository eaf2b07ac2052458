namespace RiderPlatform.Stations.Domain;

/// <summary>A moment as opening hours see it, made once and asked of many stations.</summary>
/// <param name="Minute">Of today in China.</param>
public readonly record struct HoursMoment(CalendarDay Yesterday, CalendarDay Today, int Minute)
{
    public static HoursMoment Of(DateTimeOffset moment, PublicHolidays holidays)
    {
        var local = moment.ToOffset(OpeningHours.Shanghai).DateTime;
        var today = DateOnly.FromDateTime(local);
        return new HoursMoment(
            holidays.On(today.AddDays(-1)), holidays.On(today), (local.Hour * 60) + local.Minute);
    }

    public HoursMoment NextMidnight(PublicHolidays holidays) => new(Today, holidays.On(Today.Date.AddDays(1)), 0);

    public DateTimeOffset ToMoment() =>
        new(Today.Date.ToDateTime(TimeOnly.MinValue).AddMinutes(Minute), OpeningHours.Shanghai);
}
