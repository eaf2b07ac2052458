using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Tests.Domain;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);
    private static readonly ClockLimits Limits = ClockLimits.Standard();

    [Theory]
    [InlineData(0, 0, 120, ClockState.Running)]
    [InlineData(89, 89, 31, ClockState.Running)]
    [InlineData(90, 90, 30, ClockState.Warned)]
    [InlineData(119, 119, 1, ClockState.Warned)]
    [InlineData(120, 120, 0, ClockState.Overdue)]
    [InlineData(500, 500, -380, ClockState.Overdue)]
    public void Clock_WarnsAtThreeQuartersAndIsOverdueAtItsLimit(
        int minutes, long elapsed, long remaining, ClockState state) =>
        Assert.Equal(
            new Clock(Start, Start.AddHours(2), null, elapsed, remaining, state),
            Clock.At(Start.AddMinutes(minutes), Start, Limits[Severity.Major].Unit, null));

    [Fact]
    public void Clock_ThatHasStopped_StandsStill()
    {
        var stopped = Start.AddMinutes(150);
        Assert.Equal(
            new Clock(Start, Start.AddHours(2), stopped, 150, -30, ClockState.Stopped),
            Clock.At(Start.AddDays(9), Start, TimeSpan.FromHours(2), stopped));
    }

    [Fact]
    public void Clocks_WithoutAUnit_HaveTheRidersAlone()
    {
        var clocks = Clocks.Of(Limits[Severity.Minor], Start, null, null, null, Start.AddDays(8));
        Assert.Null(clocks.Unit);
        Assert.Equal((Start.AddDays(10), ClockState.Warned), (clocks.Rider.DueAt, clocks.Rider.State));
    }

    [Theory]
    [InlineData(Severity.Major, 2, 24)]
    [InlineData(Severity.Ordinary, 24, 120)]
    [InlineData(Severity.Minor, 48, 240)]
    public void Limits_ThatShip(Severity severity, int unit, int rider) =>
        Assert.Equal((unit, rider), (Limits[severity].UnitHours, Limits[severity].RiderHours));

    [Theory]
    [InlineData("[]", "Major must stand once")]
    [InlineData("nonsense", "cannot be read")]
    [InlineData("""[{"severity":"Huge","unitHours":1,"riderHours":2}]""", "cannot be read")]
    [InlineData("""[{"severity":"Major","unitHours":0,"riderHours":2}]""", "unitHours is 1 or more")]
    [InlineData("""[{"severity":"Major","unitHours":3,"riderHours":2}]""", "riderHours not less")]
    public void Limits_ThatAreWrong_DoNotLoad(string json, string expected) => Assert.Contains(
        expected, Assert.Throws<InvalidDataException>(() => ClockLimits.Load(json)).Message, StringComparison.Ordinal);
}
