using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>Filters, orders and the past of list, count and case.</summary>
public sealed class CaseListTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Fact]
    public async Task Filters_NarrowListAndCountAlike()
    {
        var (rider, client) = NewRider();
        var manhole = await ReportAsync(client, "road.manhole", "春熙路 100% 井盖_缺失");
        var lamp = await ReportAsync(client, "facility.lamp", "路灯不亮");
        var rubbish = await ReportAsync(client, "environment.rubbish", "垃圾");
        var number = lamp.Text("number")!;
        var reported = lamp.GetProperty("reportedAt").GetDateTimeOffset();
        await fixture.StepAsync(fixture.Handler(), manhole.Id(), "accept", new { version = 2 });
        foreach (var (query, expected) in new (string, Guid[])[]
        {
            ($"q={number}", [lamp.Id()]), ($"q={number.ToLowerInvariant()}", [lamp.Id()]),
            ($"q={number[..11]}", [manhole.Id(), rubbish.Id(), lamp.Id()]), ("q=不亮", [lamp.Id()]),
            ("q=%25", [manhole.Id()]), ("q=_缺", [manhole.Id()]), ("q=没有", []),
            ("severity=Major", [manhole.Id()]), ("kind=Clue&severity=Minor", [rubbish.Id()]), ("kind=Wish", []),
            ($"from={reported:yyyy-MM-ddTHH:mm:ss.ffffffZ}", [rubbish.Id(), lamp.Id()]),
            ($"to={reported:yyyy-MM-ddTHH:mm:ss.ffffffZ}", [manhole.Id()]),
            ("waiting=handler", [manhole.Id(), rubbish.Id(), lamp.Id()]), ("waiting=dispatcher", []),
            ("overdue=true", []), ("overdue=false&severity=Major", [manhole.Id()]),
            ("mine=true", [manhole.Id(), rubbish.Id(), lamp.Id()]), ("mine=false", []),
            ("figure=Responded", [manhole.Id()]), ("figure=Closed", []), ("region=510104&own=true", []),
        })
        {
            Assert.Equal(expected.Order(), (await IdsOf(client, query)).Order());
            var count = await (await client.GetAsync($"/api/v1/cases/count?{query}")).ReadAsync(200);
            Assert.Equal(expected.Length, count.Number("total"));
        }

        Assert.NotEqual(Guid.Empty, rider);
    }

    [Fact]
    public async Task Overdue_IsWhatAClockSays_AndDueAtOrdersByIt()
    {
        var (_, client) = NewRider();
        var (minor, major) = (await ReportAsync(client, "other", "x"), await ReportAsync(client, "road.manhole", "x"));
        var ordinary = await ReportAsync(client, "facility.lamp", "x");
        Assert.Equal([major.Id(), ordinary.Id(), minor.Id()], await IdsOf(client, "sort=dueAt"));
        Assert.Equal([minor.Id(), ordinary.Id(), major.Id()], await IdsOf(client, "sort=dueAt&order=desc"));
        Assert.Equal([ordinary.Id(), major.Id(), minor.Id()], await IdsOf(client, "sort=reportedAt"));
        Assert.Equal([minor.Id(), major.Id(), ordinary.Id()], await IdsOf(client, "sort=reportedAt&order=asc"));
        Assert.Equal([major.Id(), ordinary.Id(), minor.Id()], await IdsOf(client, "sort=severity"));
        await fixture.StepAsync(
            fixture.Dispatcher, minor.Id(), "dispatch", new { version = 2, unitId = GrievancesFixture.Urban });
        Assert.Equal(minor.Id(), (await IdsOf(client, "sort=changedAt"))[0]);

        await fixture.ScalarAsync<int>($"""
            with late as (update cases set reported_at = reported_at - interval '25 hours',
                unit_since = unit_since - interval '25 hours', rider_due_at = rider_due_at - interval '25 hours',
                unit_due_at = unit_due_at - interval '25 hours' where id in ('{major.Id()}', '{ordinary.Id()}')
                returning 1) select count(*)::int from late
            """);
        Assert.Equal([major.Id(), ordinary.Id()], await IdsOf(client, "overdue=true"));
        Assert.Equal([minor.Id()], await IdsOf(client, "overdue=false"));
        var clocks = (await (await client.GetAsync($"/api/v1/cases/{ordinary.Id()}")).ReadAsync(200))
            .GetProperty("case").GetProperty("clocks");
        Assert.Equal(("Running", "Overdue"),
            (clocks.GetProperty("rider").Text("state"), clocks.GetProperty("unit").Text("state")));
    }

    [Theory]
    [InlineData("status=closed", "status")]
    [InlineData("severity=3", "severity")]
    [InlineData("kind=clue", "kind")]
    [InlineData("waiting=nobody", "waiting")]
    [InlineData("figure=Many", "figure")]
    [InlineData("overdue=yes", "overdue")]
    [InlineData("mine=1", "mine")]
    [InlineData("own=1", "own")]
    [InlineData("from=22/11/2026", "from")]
    [InlineData("to=tomorrow", "to")]
    [InlineData("at=2099-01-01T00:00:00Z", "at")]
    [InlineData("at=0001-01-01T00:00:00Z", "at")]
    [InlineData("unit=7", "unit")]
    [InlineData("region=51x", "region")]
    [InlineData("category=Road", "category")]
    [InlineData("q=a%00b", "q")]
    [InlineData("sort=colour", "sort")]
    [InlineData("sort=dueAt&order=up", "order")]
    public async Task WrongValue_IsRefusedUnderItsField(string query, string field)
    {
        foreach (var path in (string[])(field is "sort" or "order" ? [""] : ["", "/count"]))
        {
            var problem = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases{path}?{query}"))
                .ProblemAsync(400, "Invalid");
            Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        }
    }

    [Fact]
    public async Task At_ShowsEveryCaseAsItStood()
    {
        var (_, rider) = NewRider();
        var clue = await ReportAsync(rider, "road.manhole", "x");
        var id = clue.Id();
        var stood = new List<JsonElement> { await CaseAsync(id, "") };
        async Task Then(HttpClient client, string action, object body)
        {
            await fixture.StepAsync(client, id, action, body);
            stood.Add(await CaseAsync(id, ""));
        }

        var (handler, urban) = (fixture.Handler(), GrievancesFixture.Urban);
        await Then(handler, "return", GrievancesFixture.Return(2, "非本单位"));
        await Then(fixture.Dispatcher, "dispatch", new { version = 3, unitId = GrievancesFixture.Traffic });
        await Then(fixture.Dispatcher, "dispatch", new { version = 4, unitId = urban });
        await Then(handler, "accept", new { version = 5 });
        await (await fixture.ResolveAsync(handler, id, 6, Pictures.Jpeg)).ReadAsync(200);
        stood.Add(await CaseAsync(id, ""));
        await Then(rider, "callback", new { version = 7, solved = "Solved", satisfaction = "Satisfied" });
        await Then(fixture.Dispatcher, "close", new { version = 8, outcome = "Solved" });
        await Then(fixture.Dispatcher, "reopen", new { version = 9, reason = "仍在" });
        await Then(fixture.Dispatcher, "dispatch", new { version = 10, unitId = urban });
        foreach (var then in stood)
        {
            var at = $"at={then.GetProperty("changedAt").GetDateTimeOffset():yyyy-MM-ddTHH:mm:ss.ffffffZ}";
            Assert.Equal(Still(then), Still(await CaseAsync(id, $"?{at}")));
            Assert.Equal([id], await IdsOf(rider, $"{at}&status={then.Text("status")}"));
            var count = await (await rider.GetAsync($"/api/v1/cases/count?{at}")).ReadAsync(200);
            Assert.Equal(1, count.GetProperty("byStatus").Number(then.Text("status")!));
        }

        var before = clue.GetProperty("reportedAt").GetDateTimeOffset().AddSeconds(-1);
        Assert.Equal([], await IdsOf(rider, $"at={before:yyyy-MM-ddTHH:mm:ssZ}"));
        await (await rider.GetAsync($"/api/v1/cases/{id}?at={before:yyyy-MM-ddTHH:mm:ssZ}"))
            .ProblemAsync(404, "NotFound");
        await (await rider.GetAsync($"/api/v1/cases/{id}?at=soon")).ProblemAsync(400, "Invalid");
    }

    [Fact]
    public async Task At_DoesNotGiveBackWhatTheCallerHasLost()
    {
        var clue = await fixture.ReportAsync();
        var at = clue.GetProperty("reportedAt").GetDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ");
        var handler = fixture.Handler();
        await fixture.StepAsync(handler, clue.Id(), "return", GrievancesFixture.Return(2, "非本单位"));
        await (await handler.GetAsync($"/api/v1/cases/{clue.Id()}?at={at}")).ProblemAsync(404, "NotFound");
        Assert.DoesNotContain(clue.Id(), await IdsOf(handler, $"at={at}&size=200"));
        var leshan = fixture.ClientFor(null, new Grant(Roles.Dispatcher, "5111", null));
        Assert.Equal([], await IdsOf(leshan, $"at={at}"));
    }

    private (Guid, HttpClient) NewRider()
    {
        var rider = Guid.CreateVersion7();
        return (rider, fixture.ClientFor(rider, new Grant(Roles.Rider, "5101", null)));
    }

    private static async Task<JsonElement> ReportAsync(HttpClient rider, string category, string text) =>
        await (await rider.PostAsJsonAsync(
            "/api/v1/clues", new { category, text, longitude = 104.081, latitude = 30.657 })).ReadAsync(201);

    private async Task<JsonElement> CaseAsync(Guid id, string query) =>
        (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}{query}")).ReadAsync(200)).GetProperty("case");

    /// <summary>Without the hands of the clocks, which move while the test looks.</summary>
    private static string Still(JsonElement then)
    {
        var node = JsonNode.Parse(then.GetRawText())!;
        foreach (var clock in (string[])["rider", "unit"])
        {
            foreach (var hand in (string[])["elapsed", "remaining", "ownElapsed", "ownRemaining"])
            {
                (node["clocks"]![clock] as JsonObject)?.Remove($"{hand}Minutes");
            }
        }

        return node.ToJsonString();
    }

    private static async Task<List<Guid>> IdsOf(HttpClient client, string query) =>
        [.. (await (await client.GetAsync($"/api/v1/cases?{query}")).ReadAsync(200)).GetProperty("items")
            .EnumerateArray().Select(c => c.Id())];
}
