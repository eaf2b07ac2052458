using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.Tests.Domain;

public sealed class SigningKeyScheduleTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly KeyTimes First = new("first", Start);

    [Fact]
    public void Next_WithoutAnyKey_IsNow() => Assert.Equal(Start, SigningKeySchedule.Next([], Start));

    [Theory]
    [InlineData(0)]
    [InlineData(28.9)]
    public void Next_WhileTheKeyIsYoung_IsNone(double days) =>
        Assert.Null(SigningKeySchedule.Next([First], Start.AddDays(days)));

    [Fact]
    public void Next_ADayBeforeTheEnd_StartsAtTheEnd() =>
        Assert.Equal(Start.AddDays(30), SigningKeySchedule.Next([First], Start.AddDays(29)));

    [Fact]
    public void Next_AfterALongPause_IsStillPublishedADayAhead() =>
        Assert.Equal(Start.AddDays(101), SigningKeySchedule.Next([First], Start.AddDays(100)));

    [Fact]
    public void Next_WhenOneWaits_IsNone() => Assert.Null(
        SigningKeySchedule.Next([First, new("second", Start.AddDays(30))], Start.AddDays(29.5)));

    /// <summary>
    /// Played day by day over a year: no gap, and every key is published at least a day before it signs.
    /// </summary>
    [Fact]
    public void OverAYear_EveryKeyIsPublishedBeforeItSignsAndUntilItsTokensEnd()
    {
        var keys = new List<KeyTimes>();
        var publishedSince = new Dictionary<string, DateTimeOffset>();
        string? before = null;
        for (var now = Start; now < Start.AddYears(1); now = now.AddHours(1))
        {
            if (SigningKeySchedule.Next(keys, now) is { } signsFrom)
            {
                keys.Add(new KeyTimes($"key{keys.Count}", signsFrom));
            }

            var published = SigningKeySchedule.Published(keys, now).Select(k => k.Id).ToHashSet();
            published.ToList().ForEach(id => publishedSince.TryAdd(id, now));
            var signing = SigningKeySchedule.Signing(keys, now)!;
            Assert.Contains(signing.Id, published);
            if (before is not null && before != signing.Id)
            {
                Assert.True(now - publishedSince[signing.Id] >= SigningKeySchedule.PublishedAhead);
                Assert.Contains(before, published);
            }

            Assert.InRange(published.Count, 1, 2);
            before = signing.Id;
        }

        Assert.Equal(13, keys.Count);
    }
}
