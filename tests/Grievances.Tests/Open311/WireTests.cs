using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Requests;
using RiderPlatform.Grievances.Open311.Services;
using RiderPlatform.Grievances.Open311.Wire;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>Moments, spans and definitions by themselves.</summary>
public sealed class WireTests
{
    [Theory]
    [InlineData("2026-11-22T08:00:00Z", "2026-11-22T16:00:00+08:00")]
    [InlineData("2026-11-22T08:00:00+08:00", "2026-11-22T08:00:00+08:00")]
    [InlineData("2026-11-22T08:00:00 08:00", "2026-11-22T08:00:00+08:00")]
    [InlineData("2026-11-22T08:00:00.25-08:00", "2026-11-23T00:00:00+08:00")]
    [InlineData("2026-11-22T08:00Z", "2026-11-22T16:00:00+08:00")]
    [InlineData("2026-11-22", "2026-11-22T00:00:00+08:00")]
    [InlineData("2026-11-22T08:00:00", null)]
    [InlineData("22.11.2026", null)]
    [InlineData("2026-13-01T00:00:00Z", null)]
    [InlineData("", null)]
    public void W3Dates_AreRead(string text, string? moment) =>
        Assert.Equal(moment, W3Dates.Parse(text) is { } read ? W3Dates.Text(read) : null);

    [Fact]
    public void Span_HoldsWhatIsShownWithinIt()
    {
        var noon = new DateTimeOffset(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
        foreach (var (start, end) in new[] { (0.0, 0.0), (0.5, 3.0), (-3.0, 2.5), (0.0, 86_400.0), (-50_000.0, 0.0) })
        {
            var span = new Span(noon.AddSeconds(start), noon.AddSeconds(end));
            for (var s = -60_000.0; s <= 130_000; s += 0.25 * (Math.Abs(s) < 10 ? 1 : 4_001))
            {
                var moment = noon.AddSeconds(s);
                var shown = W3Dates.SecondOf(moment);
                Assert.Equal(shown >= span.Start && shown <= span.End, moment >= span.From && moment < span.To);
                var day = ChinaTime.StartOf(ChinaTime.DayOf(moment));
                Assert.Equal(day >= span.Start && day <= span.End, moment >= span.FromDay && moment < span.ToDay);
            }
        }
    }

    [Theory]
    [InlineData("""{"code":"a","datatype":"singlevaluelist","description":{"zh":"x","en":"x"}}""")]
    [InlineData(
        """
        {"code":"a","datatype":"string","description":{"zh":"x","en":"x"},
        "values":[{"key":"1","name":{"zh":"x","en":"x"}}]}
        """)]
    [InlineData("""{"code":"A]","datatype":"string","description":{"zh":"x","en":"x"}}""")]
    public void Definition_ThatNoFormCanBeMadeOf_DoesNotLoad(string attribute) =>
        Assert.Throws<InvalidDataException>(() => ServiceAttributes.Load(
            """{"changeset":"2026-01-01T00:00:00Z","services":{"x":[""" + attribute + "]}}"));

    [Fact]
    public void TransitionTable_NamesNoSenderOfUpdates() =>
        Assert.DoesNotContain(TransitionTable.Standard().Lines, l => l.Who.Contains(PublicIntake.Actor));
}
