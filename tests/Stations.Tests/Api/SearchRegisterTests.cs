using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Stations.Tests.Api;

/// <summary>The register over a city to which the tests add stations.</summary>
public sealed class SearchRegisterTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    [Fact]
    public async Task List_OfAKeeper_HoldsExactlyTheStationsOfTheirOrganisation()
    {
        var own = (await Scenarios.RegisterAsync(fixture.Secretary)).Id();
        await Scenarios.RegisterAsync(fixture.Secretary, r =>
            (r["organisationId"], r["coBuilders"]) = ($"{StationsFixture.CoBuilder}", null));
        var stations = (await Scenarios.GetAsync(fixture.Keeper, "/api/v1/stations?size=200")).Items();
        Assert.Contains(stations, s => s.Id() == own);
        Assert.All(stations, s =>
            Assert.Equal($"{StationsFixture.Runner}", s["organisation"]!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task List_OpenNow_AndTheOthers_AreTheWhole()
    {
        var leader = fixture.ClientFor(null, new Grant(Roles.Leader, "5111", null));
        var open = (await Scenarios.GetAsync(leader, "/api/v1/stations?open=true&size=200")).Items();
        var shut = (await Scenarios.GetAsync(leader, "/api/v1/stations?open=false&size=200")).Items();
        Assert.Equal(22, open.Count + shut.Count);
        Assert.All(open, s => Assert.True(s["openNow"]!.GetValue<bool>()));
        Assert.All(shut, s => Assert.False(s["openNow"]!.GetValue<bool>()));
        Assert.Contains(open, s => s.Text("openingHours") == "24/7" && s.Text("hoursText") == "24 小时开放");
    }

    [Fact]
    public async Task List_IsSorted_NamesByPinyin()
    {
        foreach (var name in (string[])["中和驿站", "安靖驿站", "龙泉驿站"])
        {
            await Scenarios.RegisterAsync(fixture.Secretary, r => (r["name"], r["address"]) = (name, "排序街"));
        }

        Assert.Equal(["安靖驿站", "龙泉驿站", "中和驿站"], await NamesAsync("q=排序街&sort=name"));
        Assert.Equal(["中和驿站", "龙泉驿站", "安靖驿站"], await NamesAsync("q=排序街&sort=name&order=desc"));
        var page = await Scenarios.GetAsync(fixture.Secretary, "/api/v1/stations?sort=region&order=desc&size=200");
        var codes = page.Items().Select(s => s.Text("regionCode")).ToList();
        Assert.Equal(codes.OrderDescending(StringComparer.Ordinal), codes);
    }

    private async Task<IEnumerable<string>> NamesAsync(string query) =>
        (await Scenarios.GetAsync(fixture.Secretary, $"/api/v1/stations?{query}")).Items().Select(s => s.Text("name"));
}
