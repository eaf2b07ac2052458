using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Tests.Domain;

public sealed class HoursWordsTests
{
    [Theory]
    [InlineData("24/7", "每天 全天开放", "every day all day")]
    [InlineData("Mo-Fr 08:30-12:00,13:30-18:00; Sa off", "周一至周五 08:30–12:00、13:30–18:00；周六 休息",
        "Mon to Fri 08:30–12:00, 13:30–18:00; Sat closed")]
    [InlineData("Sa-Mo,PH 18:00-02:00", "周一、周六、周日、法定节假日 18:00–次日 02:00",
        "Mon, Sat, Sun, public holidays 18:00–02:00 next day")]
    [InlineData("Apr-Oct 00:00-24:00; Feb off", "4 月至10 月 全天开放；2 月 休息", "Apr to Oct all day; Feb closed")]
    [InlineData("Dec 24-Jan 02 off \"请去隔壁\"", "12 月 24 日至1 月 2 日 休息 （请去隔壁）",
        "24 Dec to 2 Jan closed (请去隔壁)")]
    [InlineData("2026 Jul 01-2026 Jul 10 08:00-09:00", "2026 年 7 月 1 日至7 月 10 日 08:00–09:00",
        "1 Jul 2026 to 10 Jul 08:00–09:00")]
    public void Hours_AreSaidInWords(string text, string zh, string en) =>
        Assert.Equal((zh, en), HoursWords.Of(OpeningHours.Parse(text, out _)!));

    [Theory]
    [InlineData("00:00-24:00", true)]
    [InlineData("off", true)]
    [InlineData("Mo 08:00-09:00", false)]
    [InlineData("08:00-09:00; off", false)]
    [InlineData("Jul off", false)]
    public void Exception_HasTimesAlone(string text, bool fits) =>
        Assert.Equal(fits, HoursException.ParseHours(text, out var fault) is not null && fault is null);

    [Fact]
    public void Exceptions_WinOverRegularHours_TheLastOverAll()
    {
        var day = new DateOnly(2026, 7, 20);
        HoursException[] heat =
        [
            new(day, day.AddDays(1), "08:00-24:00", ExceptionReason.Heat, null),
            new(day.AddDays(1), day.AddDays(1), "off", ExceptionReason.Works, "停电"),
        ];
        var hours = HoursException.Over("Mo-Su 08:00-20:00; PH off", heat)!;
        bool Open(DateOnly on, int hour) => hours.IsOpen(HoursMoment.Of(
            new DateTimeOffset(on.ToDateTime(new TimeOnly(hour, 0)), OpeningHours.Shanghai), PublicHolidays.Announced));
        Assert.Equal(
            (true, false, false, true),
            (Open(day, 22), Open(day.AddDays(1), 12), Open(day.AddDays(-1), 22), Open(day.AddDays(2), 12)));
    }
}
