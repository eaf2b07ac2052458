using System.Net;
using System.Text.Json.Nodes;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Stations.Tests.Api;

public sealed class ChangeStationTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    [Fact]
    public async Task Change_MakesTheNextVersion_AndAnOldOneIsStale()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary);
        var change = Scenarios.Request(r => (r["version"], r["name"]) = (1, "新名字"));
        using var changed = await fixture.Secretary.SendAsync(HttpMethod.Put, Path(station), change);
        Assert.Equal(("新名字", 2L), (await changed.BodyAsync(HttpStatusCode.OK)) is var s ? (s.Text("name"), s.Version())
            : default);
        using var stale = await fixture.Secretary.SendAsync(HttpMethod.Put, Path(station), change);
        Assert.Equal(2, (await stale.ProblemAsync(HttpStatusCode.Conflict, "Stale")).Version());
    }

    [Fact]
    public async Task Change_ByManyAtOnce_OneWins_TheOthersLearnTheVersion()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary);
        var client = fixture.Secretary;
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => client.SendAsync(
            HttpMethod.Put, Path(station), Scenarios.Request(r => (r["version"], r["name"]) = (1, $"改名 {i}")))));
        var winner = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        foreach (var loser in answers.Where(a => a != winner))
        {
            Assert.Equal(2, (await loser.ProblemAsync(HttpStatusCode.Conflict, "Stale")).Version());
        }

        var read = await Scenarios.GetAsync(fixture.NewClient(), Path(station));
        Assert.Equal((await winner.BodyAsync(HttpStatusCode.OK)).Text("name"), read.Text("name"));
    }

    [Theory]
    [InlineData("version", "null")]
    [InlineData("name", "null")]
    [InlineData("regionCode", "\"510104999\"")]
    public async Task Change_Invalid_IsRefused(string field, string json)
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary);
        using var answer = await fixture.Secretary.SendAsync(HttpMethod.Put, Path(station), Scenarios.Request(r =>
        {
            r["version"] = 1;
            r[field] = JsonNode.Parse(json);
        }));
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest, "Invalid");
        Assert.Contains(problem["errors"]!.AsObject(), e => e.Key == field);
    }

    [Fact]
    public async Task Change_OfAStationElsewhereOrOfNone_IsNotFound()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary);
        var leshan = fixture.ClientFor(null, new Grant(Roles.Secretary, "5111", null));
        var change = Scenarios.Request(r => r["version"] = 1);
        using var elsewhere = await leshan.SendAsync(HttpMethod.Put, Path(station), change);
        await elsewhere.ProblemAsync(HttpStatusCode.NotFound, "NotFound");
        using var closure = await leshan.SendAsync(HttpMethod.Post, $"{Path(station)}/closure", Closure(1));
        await closure.ProblemAsync(HttpStatusCode.NotFound, "NotFound");
        using var none =
            await fixture.Secretary.SendAsync(HttpMethod.Put, $"/api/v1/stations/{Guid.CreateVersion7()}", change);
        await none.ProblemAsync(HttpStatusCode.NotFound, "NotFound");
        using var noId = await fixture.Secretary.SendAsync(HttpMethod.Put, "/api/v1/stations/first", change);
        await noId.ProblemAsync(HttpStatusCode.NotFound, "NotFound");
    }

    [Fact]
    public async Task Change_IntoARegionOfOthers_IsForbidden()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary);
        using var answer = await fixture.Secretary.SendAsync(
            HttpMethod.Put, Path(station),
                Scenarios.Request(r => (r["version"], r["regionCode"]) = (1, StationsFixture.OtherCity)));
        await answer.ProblemAsync(HttpStatusCode.Forbidden, "Forbidden");
    }

    [Fact]
    public async Task Keeper_ChangesServicesOfTheirOwn_AndNothingElse()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary);
        using var changed = await fixture.Keeper.SendAsync(HttpMethod.Put, $"{Path(station)}/services", Services(1));
        var view = await changed.BodyAsync(HttpStatusCode.OK);
        Assert.Equal(("Mo-Su 06:00-01:00", 2L), (view.Text("openingHours"), view.Version()));
        using var stale = await fixture.Keeper.SendAsync(HttpMethod.Put, $"{Path(station)}/services", Services(1));
        await stale.ProblemAsync(HttpStatusCode.Conflict, "Stale");
        using var whole =
            await fixture.Keeper.SendAsync(HttpMethod.Put, Path(station), Scenarios.Request(r => r["version"] = 2));
        await whole.ProblemAsync(HttpStatusCode.Forbidden, "Forbidden");
        using var others = await fixture.ClientFor(null, new Grant(Roles.Keeper, "510104", StationsFixture.CoBuilder))
            .SendAsync(HttpMethod.Put, $"{Path(station)}/services", Services(2));
        await others.ProblemAsync(HttpStatusCode.NotFound, "NotFound");
        using var invalid =
            await fixture.Keeper.SendAsync(
            HttpMethod.Put, $"{Path(station)}/services", new JsonObject { ["version"] = 2 });
        await invalid.ProblemAsync(HttpStatusCode.BadRequest, "Invalid");
    }

    [Fact]
    public async Task Close_IsForGood_AndARepeatIsAnsweredAsTheFirst()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary);
        using var bare =
            await fixture.Secretary.SendAsync(HttpMethod.Post, $"{Path(station)}/closure", new JsonObject());
        await bare.ProblemAsync(HttpStatusCode.BadRequest, "Invalid");
        using var stale = await fixture.Secretary.SendAsync(HttpMethod.Post, $"{Path(station)}/closure", Closure(9));
        await stale.ProblemAsync(HttpStatusCode.Conflict, "Stale");
        using var first = await fixture.Secretary.SendAsync(HttpMethod.Post, $"{Path(station)}/closure", Closure(1));
        using var second = await fixture.Secretary.SendAsync(HttpMethod.Post, $"{Path(station)}/closure", Closure(1));
        var closed = await first.BodyAsync(HttpStatusCode.OK);
        Assert.Equal(
            ("Closed", 2L, false), (closed.Text("status"), closed.Version(), closed["openNow"]!.GetValue<bool>()));
        Assert.Equal(closed.ToJsonString(), (await second.BodyAsync(HttpStatusCode.OK)).ToJsonString());
        using var change =
            await fixture.Secretary.SendAsync(HttpMethod.Put, Path(station), Scenarios.Request(r => r["version"] = 2));
        await change.ProblemAsync(HttpStatusCode.Conflict, "StationClosed");
        using var services = await fixture.Keeper.SendAsync(HttpMethod.Put, $"{Path(station)}/services", Services(2));
        await services.ProblemAsync(HttpStatusCode.Conflict, "StationClosed");
    }

    private static string Path(JsonObject station) => $"/api/v1/stations/{station.Id()}";

    private static JsonObject Closure(long version) => new() { ["version"] = version, ["reason"] = "搬迁" };

    private static JsonObject Services(long version) => new()
    {
        ["version"] = version,
        ["openingHours"] = "Mo-Su 06:00-01:00",
        ["services"] = Scenarios.Request()["services"]!.DeepClone(),
    };
}
