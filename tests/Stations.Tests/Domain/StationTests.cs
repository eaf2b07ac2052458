using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Tests.Domain;

public sealed class StationTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 22, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Every state × every action × a right and a wrong version.</summary>
    [Theory]
    [InlineData(false, 1, "change", ChangeOutcome.Done)]
    [InlineData(false, 1, "services", ChangeOutcome.Done)]
    [InlineData(false, 1, "close", ChangeOutcome.Done)]
    [InlineData(false, 0, "change", ChangeOutcome.Stale)]
    [InlineData(false, 2, "services", ChangeOutcome.Stale)]
    [InlineData(false, 7, "close", ChangeOutcome.Stale)]
    [InlineData(true, 2, "change", ChangeOutcome.AlreadyClosed)]
    [InlineData(true, 2, "services", ChangeOutcome.AlreadyClosed)]
    [InlineData(true, 2, "close", ChangeOutcome.AlreadyClosed)]
    [InlineData(true, 1, "change", ChangeOutcome.AlreadyClosed)]
    [InlineData(true, 1, "close", ChangeOutcome.AlreadyClosed)]
    public void Action_HasANamedOutcome_AndOnlyDoneChanges(
        bool closed, long version, string action, ChangeOutcome expected)
    {
        var station = Station.Register(Guid.CreateVersion7(), Details("甲"), Now);
        if (closed)
        {
            station.Close(1, "搬迁", Now);
        }

        var before = station.Version;
        var outcome = action switch
        {
            "change" => station.Change(version, Details("乙"), Now.AddHours(1)),
            "services" => station.ChangeServices(version, [], Hours("24/7"), Now.AddHours(1)),
            _ => station.Close(version, "到期", Now.AddHours(1)),
        };
        Assert.Equal(expected, outcome);
        Assert.Equal(expected == ChangeOutcome.Done ? before + 1 : before, station.Version);
        Assert.Equal(expected == ChangeOutcome.Done ? Now.AddHours(1) : Now, station.ChangedAt);
        Assert.Equal(expected == ChangeOutcome.Done && action == "change" ? "乙" : "甲", station.Name);
    }

    [Fact]
    public void ChangeServices_LeavesTheRestAlone()
    {
        var station = Station.Register(Guid.CreateVersion7(), Details("甲"), Now);
        station.ChangeServices(1, [new Offering("rest", "休息", true, null)], Hours("24/7"), Now);
        Assert.Equal(
            ("甲", "510104017", "24/7", 1),
            (station.Name, station.RegionCode, station.OpeningHours, station.Services.Count));
    }

    private static OpeningHours Hours(string text) => OpeningHours.Parse(text, out _)!;

    private static StationDetails Details(string name) => new(
        name, StationKind.RiderStation, Guid.CreateVersion7(), [], "510104017", "路 1 号", new Position(104.08, 30.65),
            [], Hours("08:00-22:00"));
}
