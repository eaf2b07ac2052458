using RiderPlatform.Stations.Demo;

namespace RiderPlatform.Stations.Tests.Domain;

public sealed class DemoStationsTests
{
    [Fact]
    public void Chengdu_HasAsManyStationsAsTheCityCounts_OverFiveCounties()
    {
        var chengdu = DemoStations.Streets.Where(s => s.Code.StartsWith("5101", StringComparison.Ordinal)).ToList();
        Assert.Equal(237, chengdu.Sum(s => s.Stations));
        Assert.Equal(["510104", "510105", "510106", "510107", "510108"], chengdu.Select(s => s.Code[..6]).Distinct()
            .Order());
        Assert.Equal(DemoStations.Streets.Count, DemoStations.Streets.Select(s => s.Code).Distinct().Count());
        Assert.All(DemoStations.Streets, s => Assert.Equal(9, s.Code.Length));
        Assert.All(DemoStations.Streets, s => Assert.True(s.Centre.IsInChina));
    }
}
