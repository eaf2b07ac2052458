using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Finding;

namespace RiderPlatform.Stations.Tests.Api;

/// <summary>What anyone may read without a token: map, figures, services.</summary>
public sealed class OpenDataTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    [Fact]
    public async Task Map_IsGeoJsonOfTheActiveStations()
    {
        using var answer = await fixture.NewClient()
            .GetAsync(new Uri("/api/v1/stations/geo?region=5111", UriKind.Relative));
        Assert.Equal("application/geo+json", answer.Content.Headers.ContentType?.MediaType);
        var map = await answer.BodyAsync(HttpStatusCode.OK);
        Assert.Equal("FeatureCollection", map.Text("type"));
        Assert.Equal((22, false), (map["total"]!.GetValue<int>(), map["truncated"]!.GetValue<bool>()));
        Assert.All(Features(map), f =>
        {
            Assert.Equal(("Feature", "Point"), (f.Text("type"), f["geometry"]!["type"]!.GetValue<string>()));
            var about = f["properties"]!.AsObject();
            Assert.StartsWith("5111", about.Text("regionCode"), StringComparison.Ordinal);
            Assert.Equal(about["openNow"]!.GetValue<bool>(), about.Text("hoursTextEn")[..4] == "Open");
            Assert.InRange(f["geometry"]!["coordinates"]![0]!.GetValue<double>(), 103, 105);
        });
    }

    [Fact]
    public async Task Map_OfABox_HoldsWhatLiesInIt_AndForgetsAClosedStation()
    {
        var station = await Scenarios.RegisterAsync(
            fixture.Secretary, r => (r["longitude"], r["latitude"]) = (102.2, 29.2));
        const string box = "/api/v1/stations/geo?box=102.1,29.1,102.3,29.3";
        var map = await UntilAsync(box, m => Features(m).Count == 1);
        Assert.Equal(station.Id(), Features(map)[0].Id());
        Assert.Empty(Features(await Scenarios.GetAsync(
            fixture.NewClient(), "/api/v1/stations/geo?box=102.21,29.1,102.3,29.3")));
        using var closed = await fixture.Secretary.SendAsync(
            HttpMethod.Post, $"/api/v1/stations/{station.Id()}/closure",
            new JsonObject { ["version"] = 1, ["reason"] = "搬迁" });
        await UntilAsync(box, m => Features(m).Count == 0);
    }

    [Fact]
    public void Map_OfMoreThanItHolds_SaysThatItIsCut()
    {
        var snapshot = new StationSnapshot();
        var details = new StationDetails("站", StationKind.RiderStation, Guid.CreateVersion7(), [],
            "510104017", "路", new Position(104, 30), [], OpeningHours.Parse("24/7", out _)!);
        snapshot.Replace(1, Enumerable.Range(0, 2_001)
            .Select(_ => Station.Register(Guid.CreateVersion7(), details, TimeProvider.System.GetUtcNow())));
        var answer = MapStations.Answered(null, null, snapshot.Stations!, TimeProvider.System.GetUtcNow());
        Assert.Equal((2_000, 2_001, true), (answer.Features.Count, answer.Total, answer.Truncated));
        Assert.Contains("2000", answer.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/stations/geo?region=5111")]
    [InlineData("/api/v1/stations/figures?region=5111&at=2026-05-13T12:00:00%2B08:00")]
    public async Task OpenData_ThatIsKnown_IsNotSentAgain(string path)
    {
        // Unless a station opened or closed between the two.
        await Eventually.ReturnsAsync(async () =>
        {
            using var first = await fixture.NewClient().GetAsync(new Uri(path, UriKind.Relative));
            Assert.Matches("^public, max-age=1[05]$", first.Headers.CacheControl?.ToString());
            using var again = await TaggedAsync(path, first.Headers.ETag!.ToString());
            Assert.Equal((HttpStatusCode.NotModified, 0L), (again.StatusCode, await LengthAsync(again)));
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
            using var other = await TaggedAsync(path, "\"other\", W/\"another\"");
            await other.BodyAsync(HttpStatusCode.OK);
            return true;
        });
    }

    [Fact]
    public async Task Figures_AddUpOverTheRegionsBelow()
    {
        var noon = await FiguresAsync("region=51&at=2026-05-13T12:00:00%2B08:00");
        var night = await FiguresAsync("region=51&at=2026-05-13T03:30:00%2B08:00");
        Assert.Equal(("2026-05-13", "51"), (noon.Text("date"), noon.Text("regionCode")));
        Assert.Equal(["5101", "5111"], Children(noon).Select(c => c.Text("regionCode")));
        Assert.Equal(22, Children(noon)[1]["stations"]!.GetValue<int>());
        foreach (var name in (string[])["stations", "open", "checkIns"])
        {
            Assert.Equal(noon[name]!.GetValue<int>(), Children(noon).Sum(c => c[name]!.GetValue<int>()));
        }

        Assert.InRange(night["open"]!.GetValue<int>(), 1, noon["open"]!.GetValue<int>() - 50);
        var county = await FiguresAsync("region=510104");
        Assert.Contains(Children(county), c => c.Text("regionCode") == StationsFixture.Street
            && c.Text("name") == $"区域 {StationsFixture.Street}");
    }

    [Fact]
    public async Task Figures_CountTheCheckInsOfTheDayInChina()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary);
        var day = new DateOnly(2026, 5, 13);
        await fixture.WithAsync<StationsDb, int>(db => db.Database.ExecuteSqlAsync($"""
            insert into check_in_day (station_id, day, region_code, count)
            values ({Guid.Parse(station.Id())}, {day}, {StationsFixture.Street}, 7)
            """));
        foreach (var (at, count) in new[] { ("2026-05-12T16:00:00Z", 7), ("2026-05-12T15:59:59Z", 0) })
        {
            var figures = await FiguresAsync($"region={StationsFixture.Street}&at={at}");
            Assert.Equal(count, figures["checkIns"]!.GetValue<int>());
        }

        Assert.Equal(0, (await FiguresAsync("region=5111&at=2026-05-12T16:00:00Z"))["checkIns"]!.GetValue<int>());
    }

    [Fact]
    public async Task Figures_SeeACheckInAtOnce()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary);
        var rider = Guid.CreateVersion7();
        var now = $"region=510104&at={TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}";
        var before = (await FiguresAsync(now))["checkIns"]!.GetValue<int>();
        using var answer = await fixture.ClientFor(rider, rider, new Grant(Roles.Rider, "5101", null))
            .PostAsync(new Uri($"/api/v1/stations/{station.Id()}/check-ins", UriKind.Relative), null);
        await answer.BodyAsync(HttpStatusCode.OK);
        Assert.Equal(before + 1, (await FiguresAsync(now))["checkIns"]!.GetValue<int>());
    }

    [Fact]
    public async Task Services_AreNamedInBothLanguages_TheBasicFiveFirst()
    {
        var services = (await Scenarios.GetAsync(fixture.NewClient(), "/api/v1/stations/services")).Items();
        Assert.Equal(["rest", "water", "charging", "wifi", "reading"], services.Take(5).Select(s => s.Text("code")));
        Assert.All(services.Take(5), s => Assert.True(s["basic"]!.GetValue<bool>()));
        var cabinet = services.Single(s => s.Text("code") == "battery-cabinet");
        Assert.Equal(("换电柜", "Battery cabinet"), (cabinet.Text("nameZh"), cabinet.Text("nameEn")));
        var counts = services.Skip(5).Select(s => s["stations"]!.GetValue<int>()).ToList();
        Assert.Equal(counts.OrderDescending(), counts);
    }

    [Theory]
    [InlineData("geo?box=1,2,3", "Invalid")]
    [InlineData("geo?box=104,31,103,30", "Invalid")]
    [InlineData("geo?box=NaN,30,104,31", "Invalid")]
    [InlineData("geo?box=103,30,1e999,31", "Invalid")]
    [InlineData("geo?box=103,30,104,91", "Invalid")]
    [InlineData("geo?region=x", "Invalid")]
    [InlineData("figures?region=51-", "Invalid")]
    [InlineData("figures?at=noon", "Malformed")]
    [InlineData("figures?at=0001-01-01T00:00:00Z", "Invalid")]
    [InlineData("figures?at=9999-12-31T23:59:59Z", "Invalid")]
    public async Task OpenData_OfABadQuestion_IsRefused(string query, string problem)
    {
        using var answer =
            await fixture.NewClient().GetAsync(new Uri($"/api/v1/stations/{query}", UriKind.Relative));
        await answer.ProblemAsync(HttpStatusCode.BadRequest, problem);
    }

    private static async Task<long> LengthAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadAsByteArrayAsync()).LongLength;

    private static List<JsonObject> Features(JsonObject map) =>
        [.. map["features"]!.AsArray().Select(f => f!.AsObject())];

    private static List<JsonObject> Children(JsonObject figures) =>
        [.. figures["children"]!.AsArray().Select(f => f!.AsObject())];

    private Task<JsonObject> FiguresAsync(string query) =>
        Scenarios.GetAsync(fixture.NewClient(), $"/api/v1/stations/figures?{query}");

    private Task<JsonObject> UntilAsync(string path, Func<JsonObject, bool> holds) =>
        Eventually.IsAsync(() => Scenarios.GetAsync(fixture.NewClient(), path), holds);

    private async Task<HttpResponseMessage> TaggedAsync(string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await fixture.NewClient().SendAsync(request);
    }
}
