using System.Net;
using System.Text.Json.Nodes;

namespace RiderPlatform.Stations.Tests.Api;

public sealed class HoursTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    [Fact]
    public async Task Preview_SaysInWords_AndWhenItChanges()
    {
        var answer = await Scenarios.GetAsync(
            fixture.Keeper,
            "/api/v1/stations/hours-preview?hours=Mo-Fr%2008:00-18:00&at=2026-06-26T09:00:00%2B08:00");
        Assert.Equal("周一至周五 08:00–18:00", answer.Text("text"));
        Assert.True(answer["openNow"]!.GetValue<bool>());
        var changes = answer["nextChanges"]!.AsArray();
        Assert.Equal(10, changes.Count);
        Assert.StartsWith("2026-06-26T18:00", changes[0]!["at"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(changes[0]!["opens"]!.GetValue<bool>());
        Assert.StartsWith("2026-06-29T08:00", changes[1]!["at"]!.GetValue<string>(), StringComparison.Ordinal);

        using var wrong = await fixture.Keeper.GetAsync(
            new Uri("/api/v1/stations/hours-preview?hours=Mo-Fr%208:00", UriKind.Relative));
        var problem = await wrong.ProblemAsync(HttpStatusCode.BadRequest, "Invalid");
        Assert.Contains("第 7 个字符", problem["errors"]!["hours"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exceptions_WinOverTheRegularHours_AndStaleOnesAreRefused()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary);
        var path = $"/api/v1/stations/{station.Id()}/hours-exceptions";
        JsonObject Body(int version, string hours) => JsonNode.Parse($$"""
            {"version": {{version}},
             "exceptions": [{"from": "2020-01-01", "to": "2020-12-30", "hours": "{{hours}}", "reason": "Heat"},
                            {"from": "2026-01-01", "to": "2027-01-01", "hours": "{{hours}}", "reason": "Works"}]}
            """)!.AsObject();
        using var shut = await fixture.Keeper.SendAsync(HttpMethod.Put, path, Body(1, "off"));
        var body = await shut.BodyAsync(HttpStatusCode.OK);
        Assert.Equal(2, body["exceptions"]!.AsArray().Count);
        Assert.Equal("24/7", body.Text("openingHours"));
        var read = await Scenarios.GetAsync(fixture.NewClient(), $"/api/v1/stations/{station.Id()}");
        Assert.Equal(2, read["exceptions"]!.AsArray().Count);

        using var stale = await fixture.Keeper.SendAsync(HttpMethod.Put, path, Body(1, "off"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        using var wrong = await fixture.Keeper.SendAsync(HttpMethod.Put, path, Body(2, "Mo off"));
        var problem = await wrong.ProblemAsync(HttpStatusCode.BadRequest, "Invalid");
        Assert.NotNull(problem["errors"]!["exceptions[1].hours"]);
    }

    [Fact]
    public async Task Nearest_ThatFindsNothing_SaysWhatIsThereInstead_AndIsCounted()
    {
        const string query = "longitude=104.0633&latitude=30.6574&service=sauna&kind=KindMerchant";
        var answer = await Eventually.ReturnsAsync(
            () => Scenarios.GetAsync(fixture.NewClient(), $"/api/v1/stations/nearest?{query}"));
        Assert.Empty(answer.Items());
        Assert.Equal(3, answer["instead"]!.AsArray().Count);
        Assert.Equal("service", answer["instead"]![0]!["lacks"]![0]!.GetValue<string>());

        var listed = await Eventually.IsAsync(
            () => Scenarios.GetAsync(fixture.Secretary, "/api/v1/stations/unmet-searches"),
            list => list.Items().Any(i => i.Text("service") == "sauna"));
        var item = listed.Items().Single(i => i.Text("service") == "sauna");
        Assert.Equal("KindMerchant", item.Text("kind"));
        Assert.NotEqual(104.0633, item["longitude"]!.GetValue<double>());
        using var keeper = await fixture.Keeper.GetAsync(
            new Uri("/api/v1/stations/unmet-searches", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, keeper.StatusCode);
    }

    [Fact]
    public async Task Nearest_FiltersByKind_AndByAnInstant()
    {
        const string square = "longitude=104.0633&latitude=30.6574&limit=50";
        var answer = await Eventually.ReturnsAsync(() => Scenarios.GetAsync(
            fixture.NewClient(), $"/api/v1/stations/nearest?{square}&openAt=2026-06-22T03:00:00%2B08:00"));
        Assert.NotEmpty(answer.Items());
        Assert.All(answer.Items(), i => Assert.True(i["openNow"]!.GetValue<bool>()));
        var kind = answer.Items()[0].Text("kind");
        var ofKind = await Scenarios.GetAsync(fixture.NewClient(), $"/api/v1/stations/nearest?{square}&kind={kind}");
        Assert.All(ofKind.Items(), i => Assert.Equal(kind, i.Text("kind")));
    }
}
