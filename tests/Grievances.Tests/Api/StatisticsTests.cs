using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>Every number opens its list, and stays what it was.</summary>
public sealed class StatisticsTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>, IAsyncLifetime
{
    private const string Rates = "response onTime resolution satisfaction returned reopened supervised parked";

    /// <summary>
    /// One case of each fate: solved and reopened, void, returned, late, and one that nobody touched.
    /// </summary>
    public async Task InitializeAsync()
    {
        if (await fixture.ScalarAsync<long>("select count(*) from cases") > 0)
        {
            return;
        }

        var (handler, dispatcher) = (fixture.Handler(), fixture.Dispatcher);
        foreach (var (satisfied, reopen) in new[] { (true, false), (false, true) })
        {
            var id = (await fixture.ReportAsync()).Id();
            await fixture.StepAsync(handler, id, "accept", new { version = 2 });
            await (await fixture.ResolveAsync(handler, id, 3, Pictures.Jpeg)).ReadAsync(200);
            await fixture.StepAsync(fixture.RiderClient, id, "callback", new
            {
                version = 4, solved = satisfied ? "Solved" : "NotSolved",
                satisfaction = satisfied ? "Satisfied" : "NotSatisfied",
            });
            await fixture.StepAsync(dispatcher, id, "close", new { version = 5, outcome = "Solved" });
            await (reopen ? fixture.StepAsync(dispatcher, id, "reopen", new { version = 6, reason = "x" })
                : Task.CompletedTask);
        }

        foreach (var close in (bool[])[true, false])
        {
            var id = (await fixture.ReportAsync(category: "environment.rubbish")).Id();
            await fixture.StepAsync(
                dispatcher, id, "dispatch", new { version = 2, unitId = GrievancesFixture.Urban });
            await fixture.StepAsync(handler, id, "return", GrievancesFixture.Return(3, "x"));
            await (close ? fixture.StepAsync(dispatcher, id, "close", new { version = 4, outcome = "Duplicate" })
                : Task.CompletedTask);
        }

        await fixture.ReportAsync(category: "other");
        foreach (var region in (string[])["510104", "510104017"])
        {
            await (await fixture.RiderClient.PostAsJsonAsync(
                "/api/v1/clues", new { category = "road.damage", text = "x", regionCode = region })).ReadAsync(201);
        }

        // Two of them are three days older than they were.
        await fixture.ScalarAsync<long>("""
            with old as (select id from cases where category in ('other', 'road.damage')
                or (category = 'road.manhole' and status = 'Closed')),
            c as (update cases set reported_at = reported_at - interval '3 days',
                unit_since = unit_since - interval '3 days', unit_due_at = unit_due_at - interval '3 days',
                rider_due_at = rider_due_at - interval '3 days',
                response_due_at = response_due_at - interval '3 days' where id in (select id from old) returning 1),
            e as (update case_events set occurred_at = occurred_at - interval '3 days'
                where case_id in (select id from old) and version < 3 returning 1)
            select count(*) from c, e
            """);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("dispatcher")]
    [InlineData("handler")]
    public async Task EveryNumber_OpensItsList(string who)
    {
        var client = who == "dispatcher" ? fixture.Dispatcher : fixture.Handler();
        var answer = await StatisticsAsync(client, "?region=510104");
        var numbers = Numbers(answer).ToList();
        Assert.True(numbers.Count > 100, $"{numbers.Count} numbers");
        foreach (var (count, list) in numbers.DistinctBy(n => n.List))
        {
            var listed = await (await client.GetAsync($"/api/v1/cases?{list}")).ReadAsync(200);
            Assert.True(listed.Number("total") == count, $"{count}, but the list {list} has {listed.Number("total")}");
        }

        foreach (var rate in Rates.Split(' '))
        {
            var view = answer.GetProperty("total").GetProperty(rate);
            Assert.Equal(Count(answer.GetProperty("total").GetProperty("registered")),
                Count(view.GetProperty("denominator")) + Count(view.GetProperty("excluded")));
            Assert.True(Count(view.GetProperty("numerator")) <= Count(view.GetProperty("denominator")), rate);
        }
    }

    [Fact]
    public async Task Figures_AreWhatHappened()
    {
        var total = (await StatisticsAsync(fixture.Dispatcher, "?region=510104")).GetProperty("total");
        Assert.Equal((7, 5, 2), (Count(total.GetProperty("registered")), Count(total.GetProperty("open")),
            Count(total.GetProperty("closed"))));
        (int, int, int) Of(string rate) => (Count(total.GetProperty(rate).GetProperty("numerator")),
            Count(total.GetProperty(rate).GetProperty("denominator")),
            Count(total.GetProperty(rate).GetProperty("excluded")));

        // One was accepted three days late, one at once; three more are past the unit's limit unaccepted.
        Assert.Equal((1, 5, 2), Of("response"));
        Assert.Equal((0, 1, 6), Of("onTime"));
        Assert.Equal((1, 1, 6), Of("resolution"));
        Assert.Equal((1, 1, 6), Of("satisfaction"));
        Assert.Equal((2, 7, 0), Of("returned"));
        Assert.Equal((1, 3, 4), Of("reopened"));
    }

    [Fact]
    public async Task Breakdowns_AddUp_AndHaveNames()
    {
        var answer = await StatisticsAsync(fixture.Dispatcher, "?region=510104");
        foreach (var by in (string[])["byRegion", "byCategory", "byDay"])
        {
            Assert.Equal(7, answer.GetProperty(by).EnumerateArray()
                .Sum(r => Count(r.GetProperty("figures").GetProperty("registered"))));
        }

        Assert.Equal(["510104", "510104017", "510104022"], Keys(answer, "byRegion"));
        Assert.Equal("锦官驿街道", answer.GetProperty("byRegion")[1].GetProperty("name").Text("zh"));
        Assert.Equal(["environment", "other", "road"], Keys(answer, "byCategory"));
        Assert.Equal("环境卫生", answer.GetProperty("byCategory")[0].GetProperty("name").Text("zh"));
        Assert.InRange(Keys(answer, "byDay").Count, 2, 4);
    }

    [Fact]
    public async Task Statistics_OfAMoment_StayWhatTheyWere()
    {
        var id = (await fixture.ReportAsync(category: "facility.lamp")).Id();
        await fixture.StepAsync(fixture.Dispatcher, id, "dispatch",
            new { version = 2, unitId = GrievancesFixture.Urban });
        await fixture.StepAsync(fixture.Handler(), id, "return", GrievancesFixture.Return(3, "x"));
        var first = await StatisticsAsync(fixture.Dispatcher, "?region=510104");
        var query = $"?region=510104&from={Of(first, "from")}&to={Of(first, "to")}&at={Of(first, "at")}";
        await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = 4, outcome = "Duplicate" });
        Assert.Equal(first.GetRawText(), (await StatisticsAsync(fixture.Dispatcher, query)).GetRawText());
        var now = (await StatisticsAsync(fixture.Dispatcher, "?region=510104")).GetProperty("total");
        Assert.Equal((8, 3), (Count(now.GetProperty("registered")), Count(now.GetProperty("closed"))));
        await fixture.ScalarAsync<long>($"""
            with e as (delete from case_events where case_id = '{id}' returning 1),
                c as (delete from cases where id = '{id}' returning 1) select count(*) from c, e
            """);
    }

    [Fact]
    public async Task Strangers_CountNothing_AndWrongValuesAreNamed()
    {
        foreach (var grant in (Grant[])[new(Roles.Dispatcher, "5111", null),
            new(Roles.Handler, "510104", GrievancesFixture.Traffic)])
        {
            Assert.Equal(0, Count((await StatisticsAsync(fixture.ClientFor(null, grant), "")).GetProperty("total")
                .GetProperty("registered")));
        }

        const string Path = "/api/v1/cases/statistics";
        await (await fixture.RiderClient.GetAsync(Path)).ProblemAsync(403, "Forbidden");
        await (await fixture.NewClient().GetAsync(Path)).ProblemAsync(401, "Unauthenticated");
        foreach (var (query, field) in new[] { ("at=2099-01-01", "at"), ("region=x", "region"), ("from=x", "from"),
            ("from=2020-01-01&to=2026-01-01", "from"), ("to=x", "to") })
        {
            var problem = await (await fixture.Dispatcher.GetAsync($"{Path}?{query}")).ProblemAsync(400, "Invalid");
            Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        }
    }

    private static async Task<JsonElement> StatisticsAsync(HttpClient client, string query) =>
        await (await client.GetAsync($"/api/v1/cases/statistics{query}")).ReadAsync(200);

    private static string Of(JsonElement answer, string name) =>
        answer.GetProperty(name).GetDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ");

    private static int Count(JsonElement counted) => counted.Number("count");

    private static List<string?> Keys(JsonElement answer, string by) =>
        [.. answer.GetProperty(by).EnumerateArray().Select(r => r.Text("key"))];

    /// <summary>Everything in the answer that has a count and a list.</summary>
    private static IEnumerable<(int Count, string List)> Numbers(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.Array => at.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Object when at.TryGetProperty("list", out var list) => [(Count(at), list.GetString()!)],
        JsonValueKind.Object => at.EnumerateObject().SelectMany(p => Numbers(p.Value)),
        _ => [],
    };
}
