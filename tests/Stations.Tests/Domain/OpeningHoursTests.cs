using System.Globalization;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Tests.Domain;

/// <summary>
/// Moments are Asia/Shanghai. 2026-06-22 is a Monday; 19 to 21 June and 1 to 7 October 2026 are holidays.
/// </summary>
public sealed class OpeningHoursTests
{
    [Theory]
    // 24/7 does not close at midnight.
    [InlineData("24/7", "2026-06-22 00:00", true, null, null)]
    [InlineData("24/7", "2026-06-22 23:59", true, null, null)]
    // Half-open: opens with the minute, closed from the last.
    [InlineData("08:00-22:00", "2026-06-22 07:59", false, null, "2026-06-22 08:00")]
    [InlineData("08:00-22:00", "2026-06-22 08:00", true, "2026-06-22 22:00", null)]
    [InlineData("08:00-22:00", "2026-06-22 22:00", false, null, "2026-06-23 08:00")]
    [InlineData("Mo-Su 00:00-24:00", "2026-06-22 23:59", true, null, null)]
    // Over midnight: the night belongs to the day it began on.
    [InlineData("Mo-Su 18:00-02:00", "2026-06-22 01:59", true, "2026-06-22 02:00", null)]
    [InlineData("Mo-Su 18:00-02:00", "2026-06-22 02:00", false, null, "2026-06-22 18:00")]
    [InlineData("Fr 18:00-02:00", "2026-06-27 01:00", true, "2026-06-27 02:00", null)]
    [InlineData("Fr 18:00-02:00", "2026-06-26 01:00", false, null, "2026-06-26 18:00")]
    // Two spans, and spans that touch.
    [InlineData("Mo-Fr 08:30-12:00,13:30-18:00", "2026-06-22 12:30", false, null, "2026-06-22 13:30")]
    [InlineData("Mo-Fr 13:00-18:00,08:00-13:00", "2026-06-22 09:00", true, "2026-06-22 18:00", null)]
    // A week that wraps, a list, a later rule.
    [InlineData("Sa-Mo 09:00-10:00", "2026-06-22 09:30", true, "2026-06-22 10:00", null)]
    [InlineData("Sa-Mo 09:00-10:00", "2026-06-23 09:30", false, null, "2026-06-27 09:00")]
    [InlineData("Mo,We 09:00-10:00", "2026-06-23 09:30", false, null, "2026-06-24 09:00")]
    [InlineData("Mo-Su 08:00-20:00; We off", "2026-06-24 09:00", false, null, "2026-06-25 08:00")]
    [InlineData("Mo-Su 08:00-20:00; We 10:00-11:00", "2026-06-24 12:00", false, null, "2026-06-25 08:00")]
    // Public holidays.
    [InlineData("Mo-Su 08:00-20:00; PH off", "2026-06-19 09:00", false, null, "2026-06-22 08:00")]
    [InlineData("Mo-Su 08:00-20:00; PH 10:00-12:00", "2026-10-01 09:00", false, null, "2026-10-01 10:00")]
    [InlineData("Mo-Sa 07:00-20:00; Su,PH 09:00-18:00", "2026-10-01 08:00", false, null, "2026-10-01 09:00")]
    [InlineData("Mo-Fr 22:00-06:00; PH off", "2026-06-19 05:00", true, "2026-06-19 06:00", null)]
    [InlineData("24/7; PH off", "2026-09-24 12:00", true, "2026-09-25 00:00", null)]
    // A year that nobody has announced: the fixed dates only.
    [InlineData("Mo-Su 08:00-20:00; PH off", "2031-05-01 09:00", false, null, "2031-05-03 08:00")]
    [InlineData("Mo-Su 08:00-20:00; PH off", "2031-05-05 09:00", true, "2031-05-05 20:00", null)]
    // Make-up working days: 2026-02-14 is a Saturday that is worked, 2026-01-04 a Sunday.
    [InlineData("Mo-Fr 08:00-18:00; Sa,Su 10:00-12:00", "2026-02-14 09:00", true, "2026-02-14 18:00", null)]
    [InlineData("Mo-Fr 08:00-18:00; Su 10:00-12:00; Mo off", "2026-01-04 11:00", false, null, "2026-01-06 08:00")]
    // Dates.
    [InlineData("Apr-Oct 08:00-20:00", "2026-11-22 12:00", false, null, "2027-04-01 08:00")]
    [InlineData("Dec 20-Jan 05 10:00-11:00", "2027-01-05 10:30", true, "2027-01-05 11:00", null)]
    [InlineData("Dec 20-Jan 05 10:00-11:00", "2027-01-05 11:00", false, null, "2027-12-20 10:00")]
    [InlineData("24/7; 2026 Jul 01-2026 Jul 10 off", "2026-06-30 23:00", true, "2026-07-01 00:00", null)]
    [InlineData("24/7; 2026 Jul 01-Jul 10 off", "2026-07-05 00:00", false, null, "2026-07-11 00:00")]
    [InlineData("08:00-20:00; Feb 28-29 Sa off", "2026-02-28 09:00", true, "2026-02-28 20:00", null)]
    [InlineData(
        "Mo-Fr 08:00-18:00 \"by phone\"; Sa off \"no; way\"", "2026-06-22 09:00", true, "2026-06-22 18:00", null)]
    // Never.
    [InlineData("Mo-Su off", "2026-06-22 12:00", false, null, null)]
    [InlineData("mo-su OFF", "2026-06-22 12:00", false, null, null)]
    public void At_SaysWhetherOpen_AndWhenThatChanges(string text, string at, bool open, string? closes, string? opens)
    {
        var hours = OpeningHours.Parse(text, out var fault);
        Assert.Null(fault);
        Assert.Equal(
            new OpeningState(open, Moment(closes), Moment(opens)),
            hours!.At(Moment(at)!.Value, PublicHolidays.Announced));
    }

    [Fact]
    public void At_ReckonsInShanghai_WhateverTheOffsetOfNow()
    {
        var hours = OpeningHours.Parse("08:00-22:00", out _)!;
        var utc = new DateTimeOffset(2026, 6, 22, 0, 0, 0, TimeSpan.Zero);
        Assert.True(hours.At(utc, PublicHolidays.Announced).OpenNow);
        Assert.False(hours.At(utc.AddMinutes(-1), PublicHolidays.Announced).OpenNow);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("always", 0)]
    [InlineData("Mo-Fr", 5)]
    [InlineData("Mo-Fr 8:00-22:00", 6)]
    [InlineData("Mo-Fr 08:00", 11)]
    [InlineData("Mo-Fr 08:00-25:00", 12)]
    [InlineData("Mo-Fr 24:00-25:00", 6)]
    [InlineData("Mo-Fr 08:60-22:00", 6)]
    [InlineData("Mo-Fr 08:00-08:00", 6)]
    [InlineData("Mo-Xx 08:00-22:00", 3)]
    [InlineData("Mo-PH 08:00-22:00", 3)]
    [InlineData("Mo-Fr 08:00-12:00, Sa 09:00-12:00", 19)]
    [InlineData("Mo-Fr 08:00-12:00 Sa", 18)]
    [InlineData("Mo-Fr 08:00-12:00;", 18)]
    [InlineData("Apr-Oct 08:00-20:00 Mo", 20)]
    [InlineData("Apr-Oct 05 08:00-20:00", 0)]
    [InlineData("Feb 30 08:00-20:00", 4)]
    [InlineData("Jan 05,12 off", 7)]
    [InlineData("Jul 01-2026 Jul 10 off", 7)]
    [InlineData("2026 Jul 10-2026 Jul 01 off", 0)]
    [InlineData("1999 Jul off", 0)]
    [InlineData("week 10 off", 0)]
    [InlineData("SH off", 0)]
    [InlineData("12:00-13:00 off", 12)]
    [InlineData("Mo-Fr \"by phone\"", 6)]
    [InlineData("Mo-Fr 08:00-18:00 \"by phone", 27)]
    [InlineData("sunrise-sunset", 0)]
    [InlineData("Mo-Fr 08:00-18:00+", 17)]
    [InlineData("08:00-１８:00", 6)]
    public void Parse_OfWhatIsNotInTheSubset_PointsToThePlace(string text, int at)
    {
        Assert.Null(OpeningHours.Parse(text, out var fault));
        Assert.Equal(at, fault!.At);
        Assert.NotEmpty(fault.Zh);
        Assert.NotEmpty(fault.En);
    }

    [Fact]
    public void Parse_OfAnyText_NeverThrows()
    {
        var random = new Random(20260622);
        const string alphabet = "MoTuWeThFrSaSuPHJanDec0123456789:-,; off24/7\"+中\0";
        for (var i = 0; i < 20_000; i++)
        {
            var text =
                new string(
                [.. Enumerable.Range(0, random.Next(30)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            var hours = OpeningHours.Parse(text, out var fault);
            Assert.Equal(hours is null, fault is not null);
            hours?.At(Moment("2026-06-22 12:00")!.Value, PublicHolidays.Announced);
        }

        Assert.NotNull(Fault(new string(' ', 10_000)));
    }

    private static OpeningHoursFault? Fault(string text)
    {
        OpeningHours.Parse(text, out var fault);
        return fault;
    }

    private static DateTimeOffset? Moment(string? local) => local is null
        ? null
        : new DateTimeOffset(DateTime.Parse(local, CultureInfo.InvariantCulture), OpeningHours.Shanghai);
}
