using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Tests.Domain;

public sealed class HandOverHoursTests
{
    /// <summary>2026-11-23 is a Monday.</summary>
    [Theory]
    [InlineData(127, null, null, "2026-11-23T03:00", true)]
    [InlineData(1, null, null, "2026-11-23T23:59", true)]
    [InlineData(1, null, null, "2026-11-24T00:00", false)]
    [InlineData(64, null, null, "2026-11-22T12:00", true)]
    [InlineData(31, "11:00", "13:30", "2026-11-23T11:00", true)]
    [InlineData(31, "11:00", "13:30", "2026-11-23T13:30", false)]
    [InlineData(31, "11:00", "13:30", "2026-11-22T12:00", false)]
    [InlineData(1, "22:00", "02:00", "2026-11-23T22:00", true)]
    [InlineData(1, "22:00", "02:00", "2026-11-24T01:59", true)]
    [InlineData(1, "22:00", "02:00", "2026-11-23T01:00", false)]
    [InlineData(1, "22:00", "02:00", "2026-11-24T22:00", false)]
    public void Covers_ByChinasClock(int weekdays, string? from, string? until, string local, bool covered)
    {
        TimeOnly? Of(string? text) =>
            text is null ? null : TimeOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var moment = new DateTimeOffset(
            DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
        var hours = new HandOverHours(weekdays, Of(from), Of(until));
        Assert.Equal(covered, hours.Covers(moment));
        Assert.Equal(covered, hours.Covers(moment.ToUniversalTime()));
    }

    [Fact]
    public void Words_SayDaysAndHours()
    {
        Assert.Null(new HandOverHours(127, null, null).Text);
        Assert.Equal("周一、周日 11:00–13:30", new HandOverHours(65, new(11, 0), new(13, 30)).Text);
        Assert.Equal("every day 11:00–13:30", new HandOverHours(127, new(11, 0), new(13, 30)).TextEn);
        Assert.Equal("Mon, Tue", new HandOverHours(3, null, null).TextEn);
    }
}
