using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Tests.Feeds;

/// <summary>The GBFS 3.0 files over the demo city: what is demanded, and what the register says.</summary>
public sealed class GbfsTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    /// <summary>237 in Chengdu and 22 in Leshan.</summary>
    private const int DemoStations = 259;

    [Fact]
    public async Task Discovery_NamesEveryFile_AndEachHasTheEnvelope()
    {
        var discovery = await FileAsync("gbfs");
        var feeds = discovery["data"]!["feeds"]!.AsArray().Select(f => f!.AsObject()).ToList();
        Assert.Equal(
            ["gbfs", "gbfs_versions", "station_information", "station_status", "system_information"],
            feeds.Select(f => f.Text("name")).Order(StringComparer.Ordinal));
        foreach (var feed in feeds)
        {
            var url = new Uri(feed.Text("url"), UriKind.Absolute);
            Assert.Equal($"/gbfs/3.0/{feed.Text("name")}.json", url.AbsolutePath);
            var file = await FileAsync(feed.Text("name"));
            Assert.Equal(["data", "last_updated", "ttl", "version"], file.Select(f => f.Key).Order());
            Assert.Equal(("3.0", 30), (file.Text("version"), file["ttl"]!.GetValue<int>()));
            IsRfc3339(file.Text("last_updated"));
        }
    }

    [Fact]
    public async Task System_HasTheRequiredFields_AndNoOthersThanTheSpecificationKnows()
    {
        var system = (await FileAsync("system_information"))["data"]!.AsObject();
        Assert.Equal(
            ["feed_contact_email", "languages", "name", "opening_hours", "system_id", "timezone", "url"],
            system.Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("Asia/Shanghai", "zh-CN"), (system.Text("timezone"), (string?)system["languages"]![0]));
        Assert.Contains('@', system.Text("feed_contact_email"));
        Assert.NotNull(OpeningHours.Parse(system.Text("opening_hours"), out _));
        var version = Assert.Single((await FileAsync("gbfs_versions"))["data"]!["versions"]!.AsArray())!.AsObject();
        Assert.Equal("3.0", version.Text("version"));
        Assert.EndsWith("/gbfs/3.0/gbfs.json", version.Text("url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InformationAndStatus_AreOfTheSameStations_WithEveryRequiredField()
    {
        // A station may be registered between the two.
        var (information, status) = await Eventually.IsAsync(
            async () => (await StationsAsync("station_information"), await StationsAsync("station_status")),
            files => Ids(files.Item1).SequenceEqual(Ids(files.Item2)));
        Assert.InRange(information.Count, DemoStations, int.MaxValue);
        Assert.Equal(information.Count, Ids(information).Distinct().Count());
        Assert.All(information, s =>
        {
            IsChinese(s["name"]);
            Assert.InRange(s["lat"]!.GetValue<double>(), 3, 54);
            Assert.InRange(s["lon"]!.GetValue<double>(), 73, 136);
            Assert.Equal(0, s["capacity"]!.GetValue<int>());
            Assert.NotNull(OpeningHours.Parse(s.Text("station_opening_hours"), out _));
            Assert.All(s["_services"]!.AsArray(), o => IsChinese(o!["name"]));
        });
        Assert.All(status, s =>
        {
            Assert.Equal(0, s["num_vehicles_available"]!.GetValue<int>());
            Assert.Equal(
                (true, false, false),
                (s["is_installed"]!.GetValue<bool>(), s["is_renting"]!.GetValue<bool>(),
                    s["is_returning"]!.GetValue<bool>()));
            IsRfc3339(s.Text("last_reported"));
            var text = s["_hours_text"]![0]!["text"]!.GetValue<string>();
            Assert.Equal(
                s["_open_now"]!.GetValue<bool>(),
                text == "24 小时开放" || text.StartsWith("开放中", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Station_ComesWithItsExceptionalDates_AndGoesFromBothFilesWhenItCloses()
    {
        var station = await Scenarios.RegisterAsync(fixture.Secretary, r => r["openingHours"] = "Mo-Su 08:00-20:00");
        var before = (await FileAsync("station_information")).Text("last_updated");
        using var changed = await fixture.Secretary.SendAsync(
            HttpMethod.Put, $"/api/v1/stations/{station.Id()}/hours-exceptions",
            JsonNode.Parse("""
                { "version": 1, "exceptions": [
                  { "from": "2099-07-01", "to": "2099-07-10", "hours": "24/7", "reason": "Heat" },
                  { "from": "2099-08-02", "to": "2099-08-02", "hours": "off", "reason": "Works" } ] }
                """)!);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        const string whole = "Mo-Su 08:00-20:00; 2099 Jul 01-2099 Jul 10 00:00-24:00; 2099 Aug 02 off";
        await Eventually.IsAsync(
            () => StationsAsync("station_information"),
            s => s.Any(i => i.Text("station_id") == station.Id() && i.Text("station_opening_hours") == whole));
        using var closed = await fixture.Secretary.SendAsync(
            HttpMethod.Post, $"/api/v1/stations/{station.Id()}/closure",
            new JsonObject { ["version"] = 2, ["reason"] = "搬迁" });
        Assert.True(closed.IsSuccessStatusCode, await closed.Content.ReadAsStringAsync());
        foreach (var name in (string[])["station_information", "station_status"])
        {
            await Eventually.IsAsync(
                () => StationsAsync(name), s => s.All(i => i.Text("station_id") != station.Id()));
        }

        // Nobody who asks by the time of the last change misses a station that went.
        var after = (await FileAsync("station_information")).Text("last_updated");
        Assert.True(Moment(after) >= Moment(before), $"{after} < {before}");
    }

    private Task<JsonObject> FileAsync(string name) =>
        Scenarios.GetAsync(fixture.NewClient(), $"/gbfs/3.0/{name}.json");

    private async Task<List<JsonObject>> StationsAsync(string name) =>
        [.. (await FileAsync(name))["data"]!["stations"]!.AsArray().Select(s => s!.AsObject())];

    private static IEnumerable<string> Ids(List<JsonObject> stations) => stations.Select(s => s.Text("station_id"));

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static void IsRfc3339(string text) =>
        Assert.Matches(new Regex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"), text);

    private static void IsChinese(JsonNode? texts)
    {
        var text = Assert.Single(texts!.AsArray())!.AsObject();
        Assert.Equal(["language", "text"], text.Select(f => f.Key).Order());
        Assert.Equal("zh-CN", text.Text("language"));
        Assert.NotEmpty(text.Text("text"));
        Assert.Equal(JsonValueKind.String, text["text"]!.GetValueKind());
    }
}
