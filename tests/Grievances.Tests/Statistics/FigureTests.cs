using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Imports;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Statistics;

/// <summary>
/// Every figure against its list and against a reckoning from the events, for several people and moments.
/// </summary>
public sealed class FigureTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>, IAsyncLifetime
{
    private static IReadOnlyList<DateTimeOffset>? _moments;
    private static DateTimeOffset _end;

    private (string Who, HttpClient Client, string Region, Guid? Unit)[] People =>
    [
        ("dispatcher", fixture.Dispatcher, "5101", null),
        ("administrator", fixture.ClientFor(null, new Grant(Roles.Administrator, "", null)), "", null),
        ("urban", fixture.Handler(), "510104", GrievancesFixture.Urban),
        ("traffic", fixture.ClientFor(null, new Grant(Roles.Handler, "510104", GrievancesFixture.Traffic)), "510104",
            GrievancesFixture.Traffic),
        ("qingyang", fixture.ClientFor(null, new Grant(Roles.Leader, "510105", null)), "510105", null),
        ("leshan", fixture.ClientFor(null, new Grant(Roles.Supervisor, "5111", null)), "5111", null),
    ];

    public async Task InitializeAsync()
    {
        if (_moments is null)
        {
            _moments = await new Fates(fixture).LiveAsync();
            _end = TimeProvider.System.GetUtcNow().AddDays(1);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task EveryFigure_IsThatOfTheEvents_AndOpensItsList()
    {
        var reckoning = await Reckoning.ReadAsync(fixture.Database);
        var seen = new HashSet<string>();
        foreach (var (who, client, region, unit) in People)
        {
            foreach (var at in _moments!.Select(m => (DateTimeOffset?)m).Append(null))
            {
                var answer = await AskAsync(client, at);
                var lives = reckoning.Of(region, unit, answer.GetProperty("at").GetDateTimeOffset());
                foreach (var figure in Reckoning.Names)
                {
                    var wanted = Reckoning.In(figure, lives);
                    var (count, list) = Find(answer.GetProperty("total"), figure);
                    var listed = await (await client.GetAsync($"/api/v1/cases?{list}&size=200")).ReadAsync(200);
                    var ids = listed.GetProperty("items").EnumerateArray().Select(c => c.Id()).Order();
                    Assert.True(
                        wanted.SequenceEqual(ids), $"{who} {at:O} {figure}: {wanted.Count} wanted, {list} differs");
                    Assert.True(count == wanted.Count, $"{who} {at:O} {figure}: {count}, but {wanted.Count}");
                    if (wanted.Count > 0 && wanted.Count < lives.Count)
                    {
                        seen.Add(figure);
                    }
                }

                Breakdowns(answer, lives);
            }
        }

        // Each divides the cases for somebody at some moment: none of them is always everything or nothing.
        Assert.Equal(Reckoning.Names.Except(["Registered"]).Order(), seen.Order());
    }

    [Theory]
    [InlineData("week", "byWeek")]
    [InlineData("month", "byMonth")]
    public async Task Periods_AddUp_AndTellTheChange(string by, string name)
    {
        var answer = await AskAsync(fixture.Dispatcher, null, by);
        var rows = answer.GetProperty(name).EnumerateArray().ToList();
        Assert.Equal(Count(answer.GetProperty("total"), "registered"),
            rows.Sum(r => Count(r.GetProperty("figures"), "registered")));
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("change").ValueKind);
        Assert.Equal(0, answer.GetProperty("byDay").GetArrayLength());
        foreach (var row in rows)
        {
            var list = row.GetProperty("figures").GetProperty("registered").Text("list");
            var total = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases?{list}")).ReadAsync(200))
                .Number("total");
            Assert.Equal(Count(row.GetProperty("figures"), "registered"), total);
        }

        var last = rows[^1].GetProperty("change");
        Assert.True(last.GetProperty("partial").GetBoolean());
        Assert.Equal(11, last.GetProperty("rates").EnumerateObject().Count());
    }

    [Fact]
    public async Task Csv_HasTheNumbersOfTheJson()
    {
        var at = _moments![1];
        var json = await AskAsync(fixture.Dispatcher, at);
        var path = PathOf(at, "day");
        using var accept = new HttpRequestMessage(HttpMethod.Get, path);
        accept.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        var negotiated = await fixture.Dispatcher.SendAsync(accept);
        var asked = await fixture.Dispatcher.GetAsync($"{path}&format=csv");
        Assert.Equal("text/csv", negotiated.Content.Headers.ContentType?.MediaType);
        var bytes = await asked.Content.ReadAsByteArrayAsync();
        Assert.Equal(bytes, await negotiated.Content.ReadAsByteArrayAsync());
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);

        string[][] lines = [.. Encoding.UTF8.GetString(bytes[3..]).TrimEnd().Split("\r\n").Select(l => l.Split(','))];
        Assert.All(lines, l => Assert.Equal(lines[0].Length, l.Length));
        Assert.All(lines[0], h =>
            Assert.Matches(@"^\p{IsCJKUnifiedIdeographs}+\[.+\]( \p{IsCJKUnifiedIdeographs}+\[.+\])?$", h));
        string[] names = ["byRegion", "byUnit", "byCategory", "byDay"];
        var rows = names.SelectMany(n => json.GetProperty(n).EnumerateArray()).Select(r => r.GetProperty("figures"));
        foreach (var (line, figures) in lines.Skip(1).Zip(rows.Prepend(json.GetProperty("total")), ValueTuple.Create))
        {
            var wanted = CaseRate.All.SelectMany(r => new[] { "numerator", "denominator", "excluded" }
                .Select(p => Count(figures.GetProperty(r.Name), p)));
            var cells = line[6..^3].Chunk(4).SelectMany(c => c[1..])
                .Select(c => int.Parse(c, CultureInfo.InvariantCulture));
            Assert.Equal(Count(figures, "registered").ToString(CultureInfo.InvariantCulture), line[3]);
            Assert.Equal(wanted.Order(), cells.Order());
        }

        Assert.Equal(lines.Length, rows.Count() + 2);
        Assert.Equal("'=1+1", GetImport.Cell("=1+1"));
    }

    [Theory]
    [InlineData(250)]
    [InlineData(500)]
    [InlineData(1000)]
    public async Task Heat_CountsWhatItsSquaresList_ForWhoeverMaySee(int metres)
    {
        foreach (var (who, client, _, _) in People)
        {
            foreach (var at in (DateTimeOffset?[])[_moments![1], null])
            {
                var heat = await (await client.GetAsync(
                    $"/api/v1/cases/heat?cell={metres}&from={Text(_end.AddDays(-40))}&at={Text(at ?? default)}"
                        .Replace("&at=0001-01-01T00:00:00.000000Z", "", StringComparison.Ordinal))).ReadAsync(200);
                var squares = heat.GetProperty("features").EnumerateArray().ToList();
                Assert.Equal(Count(heat, "total"), Count(heat, "unplaced")
                    + squares.Sum(s => Count(s.GetProperty("properties"), "cases")));
                var figures = squares.SelectMany(s => new[] { "cases", "open", "overdue" }
                    .Select(n => s.GetProperty("properties").GetProperty(n))).Append(heat.GetProperty("unplaced"));
                foreach (var figure in figures)
                {
                    var listed = await (await client.GetAsync($"/api/v1/cases?{figure.Text("list")}")).ReadAsync(200);
                    Assert.True(figure.Number("count") == listed.Number("total"), $"{who} {figure.Text("list")}");
                }

                foreach (var square in squares)
                {
                    var ring = square.GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray()
                        .Select(p => (Lng: p[0].GetDouble(), Lat: p[1].GetDouble())).ToList();
                    Assert.Equal(ring[0], ring[4]);
                    Assert.True(ring[0].Lng <= 104.081 && 104.081 < ring[1].Lng && ring[0].Lat <= 30.657
                        && 30.657 < ring[2].Lat, square.GetRawText());
                    Assert.Equal(metres, (ring[2].Lat - ring[0].Lat) * 111_194.93, 0.5);
                }
            }
        }
    }

    [Theory]
    [InlineData("statistics?by=year", "by")]
    [InlineData("statistics?format=xls", "format")]
    [InlineData("heat?cell=100", "cell")]
    [InlineData("heat?kind=x", "kind")]
    [InlineData("heat?category=X", "category")]
    [InlineData("heat?from=2020-01-01", "from")]
    [InlineData("?cell=500-1", "cell")]
    [InlineData("?cell=300-1-1", "cell")]
    [InlineData("?unit=x", "unit")]
    public async Task WrongValues_AreNamed(string path, string field)
    {
        var problem = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{path}".Replace(
            "/?", "?", StringComparison.Ordinal))).ProblemAsync(400, "Invalid");
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        await (await fixture.RiderClient.GetAsync("/api/v1/cases/heat")).ProblemAsync(403, "Forbidden");
    }

    private static void Breakdowns(JsonElement answer, List<Reckoning.Life> lives)
    {
        (string By, Func<Reckoning.Life, string> Key)[] ways =
        [
            ("byCategory", l => l.Case.Category.Split('.')[0]), ("byUnit", l => l.Unit?.ToString() ?? "none"),
            ("byDay", l => l.Case.ReportedAt.AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];
        foreach (var (by, key) in ways)
        {
            var groups = lives.GroupBy(key).ToDictionary(g => g.Key);
            var rows = answer.GetProperty(by).EnumerateArray().ToList();
            Assert.Equal(groups.Keys.Order(), rows.Select(r => r.Text("key")!).Order());
            foreach (var row in rows)
            {
                foreach (var figure in Reckoning.Names)
                {
                    Assert.True(Reckoning.In(figure, groups[row.Text("key")!]).Count
                        == Find(row.GetProperty("figures"), figure).Count, $"{by} {row.Text("key")} {figure}");
                }
            }
        }
    }

    /// <summary>The number whose list is of this figure.</summary>
    private static (int Count, string List) Find(JsonElement set, string figure)
    {
        var all = set.EnumerateObject().SelectMany(p => p.Value.TryGetProperty("list", out _)
            ? [p.Value] : p.Value.EnumerateObject().Select(x => x.Value));
        var one = all.First(n => n.Text("list")!.EndsWith($"figure={figure}", StringComparison.Ordinal));
        return (one.Number("count"), one.Text("list")!);
    }

    private static string PathOf(DateTimeOffset? at, string by) =>
        $"/api/v1/cases/statistics?from={Text(_end.AddDays(-40))}&to={Text(_end)}&by={by}"
        + (at is { } moment ? $"&at={Text(moment)}" : "");

    private static async Task<JsonElement> AskAsync(HttpClient client, DateTimeOffset? at, string by = "day") =>
        await (await client.GetAsync(PathOf(at, by))).ReadAsync(200);

    private static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    private static int Count(JsonElement at, string name) => at.GetProperty(name).Number("count");
}
