using System.Net;
using System.Text.Json.Nodes;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Tests.Api;

public sealed class FindNearestTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    private const string Square = "longitude=104.0633&latitude=30.6574";

    /// <summary>The snapshot follows within about a second; the demo city is in it from the start.</summary>
    [Fact]
    public async Task Nearest_OfTheDemoCity_IsOrdered_AndLimited_ForAnyone()
    {
        var answer = await NearestAsync($"{Square}&limit=50");
        var metres = answer.Items().Select(i => i["distanceMetres"]!.GetValue<double>()).ToList();
        Assert.Equal(50, metres.Count);
        Assert.Equal(metres.Order(), metres);
        Assert.Null(answer["hint"]);
        Assert.Equal(10, (await NearestAsync(Square)).Items().Count);
        Assert.All(answer.Items(), i => Assert.True(i["demo"]!.GetValue<bool>()));
        Assert.All(answer.Items().Where(i => i["openNow"]!.GetValue<bool>()), i => Assert.Null(i["opensAt"]));
    }

    [Fact]
    public async Task Nearest_SaysHowFarThatIs_AndUntilWhenItIsOpen()
    {
        var items = (await NearestAsync($"{Square}&limit=50")).Items();
        Assert.All(items, i =>
        {
            var metres = i["distanceMetres"]!.GetValue<double>();
            Assert.InRange(i["walkMinutes"]!.GetValue<int>() - (metres / 75), 0, 1);
            Assert.InRange(i["rideMinutes"]!.GetValue<int>() - (metres / 250), 0, 1);
            Assert.Equal(i["openNow"]!.GetValue<bool>(), i.Text("hoursTextEn")
                .StartsWith("Open", StringComparison.Ordinal));
            Assert.Equal(i["openNow"]!.GetValue<bool>(), i.Text("hoursText")[0] is '开' or '2');
        });
        var rest = items[0]["services"]![0]!.AsObject();
        Assert.Equal(("rest", "休息", "Rest"), (rest.Text("code"), rest.Text("nameZh"), rest.Text("nameEn")));
    }

    [Fact]
    public async Task Nearest_AsksAndAnswersInTheSameCrs()
    {
        var wgs = (await NearestAsync($"{Square}&limit=1")).Items()[0];
        var asked = new Position(104.0633, 30.6574).FromWgs84(Crs.Gcj02);
        var gcj = (await NearestAsync(FormattableString.Invariant(
            $"longitude={asked.Longitude:R}&latitude={asked.Latitude:R}&limit=1&crs=gcj02"))).Items()[0];
        Assert.Equal(wgs.Id(), gcj.Id());
        Assert.Equal(wgs["distanceMetres"]!.GetValue<double>(), gcj["distanceMetres"]!.GetValue<double>(), 0.2);
        Assert.NotEqual(wgs["longitude"]!.GetValue<double>(), gcj["longitude"]!.GetValue<double>(), 0.001);
    }

    [Fact]
    public async Task Nearest_WithAService_LeavesOutWhoLacksIt()
    {
        var found = (await NearestAsync($"{Square}&service=battery-cabinet&limit=50")).Items();
        Assert.NotEmpty(found);
        Assert.All(found, i => Assert.Contains(i["services"]!.AsArray(), s =>
            s!["code"]!.GetValue<string>() == "battery-cabinet" && s["available"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("longitude=-120&latitude=0")]
    [InlineData(Square + "&service=sauna")]
    [InlineData(Square + "&withinMetres=1")]
    public async Task Nearest_OfNothing_IsAnEmptyListWithAHint(string query)
    {
        var answer = await NearestAsync(query);
        Assert.Empty(answer.Items());
        Assert.Contains("公里", answer.Text("hint"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Invalid")]
    [InlineData("longitude=104", "Invalid")]
    [InlineData("longitude=181&latitude=30", "Invalid")]
    [InlineData("longitude=104&latitude=-90.1", "Invalid")]
    [InlineData("longitude=NaN&latitude=30", "Invalid")]
    [InlineData("longitude=1e999&latitude=30", "Invalid")]
    [InlineData("longitude=east&latitude=30", "Malformed")]
    [InlineData(Square + "&limit=0", "Invalid")]
    [InlineData(Square + "&limit=51", "Invalid")]
    [InlineData(Square + "&limit=99999999999", "Malformed")]
    [InlineData(Square + "&withinMetres=0", "Invalid")]
    [InlineData(Square + "&crs=mars", "Invalid")]
    [InlineData(Square + "&openNow=perhaps", "Malformed")]
    public async Task Nearest_OfABadQuestion_IsRefused(string query, string problem)
    {
        using var answer = await fixture.NewClient()
            .GetAsync(new Uri($"/api/v1/stations/nearest?{query}", UriKind.Relative));
        await answer.ProblemAsync(HttpStatusCode.BadRequest, problem);
    }

    [Fact]
    public async Task Nearest_OnEveryReplica_FollowsEveryChange()
    {
        var other = await fixture.StartReplicaAsync();
        using var elsewhere = new HttpClient { BaseAddress = other.Address };
        const string at = "longitude=103.2&latitude=30.2&withinMetres=500";
        var station =
            await Scenarios.RegisterAsync(fixture.Secretary, r => (r["longitude"], r["latitude"]) = (103.2, 30.2));
        foreach (var client in (HttpClient[])[fixture.NewClient(), elsewhere])
        {
            var found = await UntilAsync(client, at, a => a.Items().Count == 1);
            Assert.Equal(
                (station.Id(), 0.0), (found.Items()[0].Id(), found.Items()[0]["distanceMetres"]!.GetValue<double>()));
        }

        var services = new JsonObject
        {
            ["version"] = 1, ["openingHours"] = "Mo-Su off",
                ["services"] = Scenarios.Request()["services"]!.DeepClone(),
        };
        using var shut =
            await fixture.Keeper.SendAsync(HttpMethod.Put, $"/api/v1/stations/{station.Id()}/services", services);
        await UntilAsync(elsewhere, $"{at}&openNow=true", a => a.Items().Count == 0);
        await UntilAsync(fixture.NewClient(), at, a => !a.Items()[0]["openNow"]!.GetValue<bool>());

        using var closed = await fixture.Secretary.SendAsync(
            HttpMethod.Post, $"/api/v1/stations/{station.Id()}/closure",
                new JsonObject { ["version"] = 2, ["reason"] = "搬迁" });
        await UntilAsync(fixture.NewClient(), at, a => a.Items().Count == 0);
        await UntilAsync(elsewhere, at, a => a.Items().Count == 0);
    }

    private static Task<JsonObject> UntilAsync(HttpClient client, string query, Func<JsonObject, bool> holds) =>
        Eventually.IsAsync(
        () => Scenarios.GetAsync(client, $"/api/v1/stations/nearest?{query}"), holds);

    private Task<JsonObject> NearestAsync(string query) => Eventually.ReturnsAsync(
        () => Scenarios.GetAsync(fixture.NewClient(), $"/api/v1/stations/nearest?{query}"));
}
