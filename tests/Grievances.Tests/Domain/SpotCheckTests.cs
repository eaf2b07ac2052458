using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Tests.Domain;

public sealed class SpotCheckTests
{
    private static readonly Position Place = new(104.08, 30.65);
    private static readonly DateTimeOffset Reported = new(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(0.001, 60, "照片：距现场 111 米，2026-11-02 10:00 拍摄。", false, false)]
    [InlineData(0.001, -5, "照片：距现场 111 米，2026-11-02 08:55 拍摄。", false, false)]
    [InlineData(0.01, -11, "照片：距现场 1112 米，不在现场，2026-11-02 08:49 拍摄，早于上报。", true, true)]
    public void Evidence_IsJudgedByWhatItSaysOfItself(
        double north, int minutes, string words, bool tooFar, bool tooEarly)
    {
        var near = new PhotoFacts(Place, Reported.AddHours(2));
        var check = SpotCheck.Of(
            [near, new(Place with { Latitude = Place.Latitude + north }, Reported.AddMinutes(minutes))], Place,
            Reported)!;
        Assert.Equal((tooFar, tooEarly, words), (check.TooFar, check.TooEarly, check.Words.Zh));
    }

    [Fact]
    public void WhatSaysNothing_IsNotJudged()
    {
        Assert.Null(SpotCheck.Of([new(null, null)], Place, Reported));
        Assert.Null(SpotCheck.Of([new(Place, null)], null, Reported));
        Assert.Equal("照片：2026-11-02 09:00 拍摄。", SpotCheck.Of([new(Place, Reported)], null, Reported)!.Words.Zh);
    }
}
