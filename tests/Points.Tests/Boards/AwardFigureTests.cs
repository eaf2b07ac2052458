using System.Net;
using System.Text;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Boards;

public sealed class AwardFigureTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.FromHours(8));
    private const string March = "from=2026-03-01&to=2026-03-31";

    private readonly BoardDesk _desk = new(fixture);

    [Fact]
    public async Task Figures_ByEveryKind_AreTheSumsOfTheRowsBehindThem()
    {
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _desk.AwardAsync(one, 10, Noon, line: "clue");
        await _desk.AwardAsync(one, 0, Noon);
        await _desk.AwardAsync(two, 20, Noon, _desk.Region + "002", "food", line: "food");
        await _desk.AwardAsync(two, 40, Noon.AddDays(1), _desk.Region + "002001", "task", "verified-demand");
        // Of an award of the month before: it counts on the day on which it was taken back.
        var earlier = await _desk.AwardAsync(one, 5, Noon.AddMonths(-1), line: "clue");
        await _desk.TakeBackAsync(one, earlier, 5, Noon.AddDays(2));
        await _desk.TakeBackAsync(two, earlier, 5, Noon.AddDays(2), "Refused");
        await _desk.AwardAsync(one, 80, Noon.AddMonths(1));

        var street = _desk.Region;
        var wanted = new Dictionary<string, (string Key, long Points, long Riders)[]>
        {
            ["Rule"] = [("verified-demand", 40, 1), ("solved-case", 25, 2)],
            ["Line"] = [("verified-demand/", 40, 1), ("solved-case/food", 20, 1), ("solved-case/clue", 5, 1)],
            ["Category"] = [("task", 40, 1), ("food", 20, 1), ("road.damage", 5, 1)],
            ["Region"] = [(street + "002", 60, 1), (street + "001", 5, 1)],
        };
        foreach (var (by, figures) in wanted)
        {
            var answer = await GetAsync(_desk.Staff(), $"?region={_desk.Region}&{March}&by={by}");
            Assert.Equal((3, 70, 1, 5, 65, 2), Figure(answer.GetProperty("total")));
            Assert.Equal(figures, answer.GetProperty("figures").EnumerateArray().Select(f => (
                f.GetProperty("key").GetString()!, f.GetProperty("points").GetInt64(),
                f.GetProperty("riders").GetInt64())));
            foreach (var f in answer.GetProperty("figures").EnumerateArray())
            {
                var key = Uri.EscapeDataString(f.GetProperty("key").GetString()!);
                await RowsAddUpAsync(f, $"?region={_desk.Region}&{March}&by={by}&key={key}");
            }

            await RowsAddUpAsync(answer.GetProperty("total"), $"?region={_desk.Region}&{March}&by={by}");
        }

        var theirs = await GetAsync(_desk.Staff(), $"/rows?region={_desk.Region}&{March}&rider={two}&size=1");
        Assert.Equal(2, theirs.GetProperty("rows").GetProperty("total").GetInt32());
        Assert.Equal(40, theirs.GetProperty("rows").GetProperty("items")[0].GetProperty("points").GetInt64());
    }

    [Fact]
    public async Task Figures_OfAnotherRegion_AreAbsent_AndOfAnInstantStandStill()
    {
        var rider = Guid.CreateVersion7();
        await _desk.AwardAsync(rider, 10, Noon);
        await _desk.AwardAsync(rider, 20, Noon.AddHours(1), _desk.Region + "002");
        var all = $"?region={_desk.Region}&{March}";
        Assert.Equal(10, await PointsAsync(_desk.Staff(_desk.Region + "001"), all));
        Assert.Equal(0, await PointsAsync(_desk.Staff("5111"), all));
        Assert.Equal(0, (await GetAsync(_desk.Staff("5111"), $"/rows{all}"))
            .GetProperty("rows").GetProperty("total").GetInt32());
        Assert.Single(await LinesAsync(_desk.Staff("5111"), all));
        Assert.Equal(10, await PointsAsync(_desk.Staff(), $"{all}&asOf={BoardDesk.Text(Noon)}"));
        Assert.Equal(30, await PointsAsync(_desk.Staff(), all));
        foreach (var path in new[] { "", "/rows", "/rows.csv" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(_desk.Rider(rider), path + all));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(
                fixture.ClientFor(null, new Grant(Roles.Keeper, "", null)), path + all));
            foreach (var bad in new[] { "region=1", "from=2026-03-02&to=2026-03-01", "by=Colour", "asOf=2199-01-01" })
            {
                Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(_desk.Staff(), $"{path}?{bad}"));
            }
        }
    }

    /// <summary>A category that a sheet would run is none that it runs.</summary>
    [Fact]
    public async Task File_IsWhatTheRowsAre()
    {
        await _desk.AwardAsync(Guid.CreateVersion7(), 10, Noon, category: "=1+1");
        var award = await _desk.AwardAsync(Guid.CreateVersion7(), 10, Noon.AddMinutes(1), category: "a\"b");
        var lines = await LinesAsync(_desk.Staff(), $"?region={_desk.Region}&{March}");
        Assert.Equal(3, lines.Length);
        Assert.Contains(",\"'=1+1\",", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2026-03-10 12:01:00,Award,", lines[2], StringComparison.Ordinal);
        Assert.Contains(",\"a\"\"b\",", lines[2], StringComparison.Ordinal);
        Assert.EndsWith($",{award}", lines[2], StringComparison.Ordinal);
    }

    private async Task RowsAddUpAsync(JsonElement figure, string query)
    {
        var rows = (await GetAsync(_desk.Staff(), $"/rows{query}&size=200")).GetProperty("rows");
        var points = rows.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("points").GetInt64())
            .ToList();
        var riders = rows.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("riderId").GetGuid());
        var wanted = Figure(figure);
        Assert.Equal(wanted, (
            points.Count(p => p > 0), points.Where(p => p > 0).Sum(), points.Count(p => p < 0),
            -points.Where(p => p < 0).Sum(), points.Sum(), riders.Distinct().Count()));
        Assert.Equal(points.Count + 1, (await LinesAsync(_desk.Staff(), query)).Length);
    }

    private static (long, long, long, long, long, long) Figure(JsonElement f)
    {
        long Of(string name) => f.GetProperty(name).GetInt64();
        return (Of("awards"), Of("awarded"), Of("clawbacks"), Of("takenBack"), Of("points"), Of("riders"));
    }

    private static async Task<long> PointsAsync(HttpClient client, string query) =>
        (await GetAsync(client, query)).GetProperty("total").GetProperty("points").GetInt64();

    private static async Task<JsonElement> GetAsync(HttpClient client, string query) =>
        await (await client.GetAsync(PathOf(query))).ReadAsync(HttpStatusCode.OK);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string query) =>
        (await client.GetAsync(PathOf(query))).StatusCode;

    private static async Task<string[]> LinesAsync(HttpClient client, string query)
    {
        var file = await client.GetAsync(PathOf($"/rows.csv{query}"));
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        return Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync())
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private static Uri PathOf(string query) => new($"/api/v1/points/award-figures{query}", UriKind.Relative);
}
