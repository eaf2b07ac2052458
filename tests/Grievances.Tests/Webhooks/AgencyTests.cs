using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Webhooks;

/// <summary>
/// A unit's own system acts through the API with client credentials and idempotency keys; what comes late or twice
/// never moves a case backwards.
/// </summary>
public sealed class AgencyTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private static readonly Guid Client = Guid.CreateVersion7();

    private HttpClient Traffic => fixture.Agency(GrievancesFixture.Traffic);

    [Fact]
    public async Task EachStep_WithAKey_IsDoneOnceAndAnsweredAlike()
    {
        var id = await SignalAsync();
        var accept = new { version = 2, externalReference = "JJ-1188" };
        var accepted = await SendAsync(id, "accept", "a-1", accept);
        Assert.Equal(accepted, await SendAsync(id, "accept", "a-1", accept));
        await (await RawAsync(id, "accept", "a-1", new { version = 2, externalReference = "JJ-1189" }))
            .ProblemAsync(409, "IdempotencyKeyReused");

        var resolved = await ResolveAsync(id, "r-1", 3);
        Assert.Equal(resolved, await ResolveAsync(id, "r-1", 3));
        Assert.Equal(("Resolved", 4), await StandingAsync(id));

        var other = await SignalAsync();
        var giveBack = GrievancesFixture.Return(2, "该路口信号灯由交投公司管养");
        var returned = await SendAsync(other, "return", "b-1", giveBack);
        Assert.Equal(returned, await SendAsync(other, "return", "b-1", giveBack));
        Assert.Equal(("Returned", 3), await StandingAsync(other));
        Assert.Equal(1, await fixture.ScalarAsync<long>(
            $"select count(*) from case_events where case_id = '{other}' and kind = 'Returned'"));
    }

    [Fact]
    public async Task OldKeys_AfterTheCaseMovedOn_GetTheirFirstAnswer()
    {
        var id = await SignalAsync();
        var returned = await SendAsync(id, "return", "c-1", GrievancesFixture.Return(2, "不属于本单位"));
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 3, unitId = GrievancesFixture.Traffic });
        var accepted = await SendAsync(id, "accept", "c-2", new { version = 4 });
        var resolved = await ResolveAsync(id, "c-3", 5);
        await fixture.StepAsync(
            fixture.RiderClient, id, "callback", new { version = 6, solved = "Solved", satisfaction = "Satisfied" });
        await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = 7, outcome = "Solved" });

        Assert.Equal(returned, await SendAsync(id, "return", "c-1", GrievancesFixture.Return(2, "不属于本单位")));
        Assert.Equal(accepted, await SendAsync(id, "accept", "c-2", new { version = 4 }));
        Assert.Equal(resolved, await ResolveAsync(id, "c-3", 5));
        Assert.Equal(("Closed", 8), await StandingAsync(id));
    }

    [Fact]
    public async Task LateCalls_WithNewKeys_AreRefusedWithTheOwner_AndChangeNothing()
    {
        var id = await SignalAsync();
        await SendAsync(id, "accept", "d-1", new { version = 2 });
        await ResolveAsync(id, "d-2", 3);
        foreach (var (action, version, name) in ((string, int, string)[])
            [("accept", 2, "AlreadyResolved"), ("return", 2, "AlreadyResolved"), ("return", 4, "AlreadyResolved")])
        {
            var problem = await (await RawAsync(id, action, $"late-{action}-{version}", new { version, reason = "迟到" }))
                .ProblemAsync(409, name);
            Assert.Equal((GrievancesFixture.Traffic, "Resolved", 4), (problem.GetProperty("currentOwner").Id(),
                problem.Text("caseStatus"), problem.Number("version")));
        }

        await (await RawAsync(id, "resolve", "late-r", new { version = 3, note = "又一次" }))
            .ProblemAsync(409, "AlreadyResolved");
        Assert.Equal(("Resolved", 4), await StandingAsync(id));
    }

    [Fact]
    public async Task ACaseThatIsGone_CanNoLongerBeTouched_ButWhatWasDoneIsStillAnswered()
    {
        var id = await SignalAsync();
        var returned = await SendAsync(id, "return", "e-1", GrievancesFixture.Return(2, "不属于本单位"));
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 3, unitId = GrievancesFixture.Urban });
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 4 });
        foreach (var version in (int[])[2, 4, 5])
        {
            await (await RawAsync(id, "accept", $"e-{version}", new { version })).ProblemAsync(404, "NotFound");
        }

        Assert.Equal(returned, await SendAsync(id, "return", "e-1", GrievancesFixture.Return(2, "不属于本单位")));
        Assert.Equal(("Accepted", 5), await StandingAsync(id));
    }

    [Fact]
    public async Task ExternalReference_IsShownToStaff_FoundByIt_AndEndsWithTheReopening()
    {
        var id = await SignalAsync();
        await SendAsync(id, "accept", "f-1", new { version = 2, externalReference = "SZCG-2026/118 204" });
        var found = await ListAsync(fixture.Dispatcher, "SZCG-2026%2F118%20204");
        Assert.Equal((id, "SZCG-2026/118 204"), (found.Id(), found.Text("externalReference")));
        Assert.Equal(id, (await ListAsync(Traffic, "SZCG-2026%2F118%20204")).Id());
        Assert.Equal(0, (await PageAsync(fixture.Agency(), "externalReference=SZCG-2026%2F118%20204")).Number("total"));
        Assert.Equal(0, (await PageAsync(fixture.Dispatcher, "externalReference=SZCG-2026")).Number("total"));
        var mine = await (await fixture.RiderClient.GetAsync(Path($"/api/v1/cases/{id}"))).ReadAsync(200);
        Assert.DoesNotContain("SZCG", mine.GetRawText(), StringComparison.Ordinal);
        var told = await (await fixture.RiderClient.GetAsync(Path($"/api/v1/cases/{id}/timeline"))).ReadAsync(200);
        Assert.DoesNotContain("SZCG", told.GetRawText(), StringComparison.Ordinal);

        await ResolveAsync(id, "f-2", 3);
        var then = fixture.Time.GetUtcNow();
        await fixture.StepAsync(
            fixture.RiderClient, id, "callback",
                new { version = 4, solved = "NotSolved", satisfaction = "NotSatisfied" });
        await fixture.StepAsync(fixture.Dispatcher, id, "reopen", new { version = 5, reason = "仍未修好" });
        Assert.Equal(0, (await PageAsync(fixture.Dispatcher, "externalReference=SZCG-2026%2F118%20204"))
            .Number("total"));
        var past = await PageAsync(
            fixture.Dispatcher, $"externalReference=SZCG-2026%2F118%20204&at={Uri.EscapeDataString($"{then:O}")}");
        Assert.Equal(1, past.Number("total"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\u0007")]
    [InlineData(null)]
    public async Task ExternalReference_ThatIsNone_IsRefused(string? reference)
    {
        var id = await SignalAsync();
        reference ??= new string('9', 101);
        var problem = await (await RawAsync(id, "accept", "g", new { version = 2, externalReference = reference }))
            .ProblemAsync(400, "Invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty("externalReference", out _));
    }

    [Fact]
    public async Task Notes_AreKeptOnce_AndMoveNothing()
    {
        var id = await SignalAsync();
        var before = await (await Traffic.GetAsync(Path($"/api/v1/cases/{id}"))).ReadAsync(200);
        var note = await SendAsync(id, "notes", "n-1", new { text = "已联系设备厂家" }, 201);
        Assert.Equal(note, await SendAsync(id, "notes", "n-1", new { text = "已联系设备厂家" }, 201));
        await fixture.StepAsync(fixture.Dispatcher, id, "notes", new { text = "请今日反馈" }, 201);
        var after = await (await Traffic.GetAsync(Path($"/api/v1/cases/{id}"))).ReadAsync(200);
        Assert.Equal(Still(before), Still(after));
        var notes = (await (await Traffic.GetAsync(Path($"/api/v1/cases/{id}/notes"))).ReadAsync(200))
            .GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            [("dispatcher", "请今日反馈"), ("handler", "已联系设备厂家")],
            notes.Select(n => (n.Text("authorRole")!, n.Text("text")!)));
        // The step that was decided on before the notes is not stale.
        await SendAsync(id, "accept", "n-2", new { version = 2 });

        await (await fixture.Agency().GetAsync(Path($"/api/v1/cases/{id}/notes"))).ProblemAsync(404, "NotFound");
        await fixture.StepAsync(fixture.Agency(), id, "notes", new { text = "x" }, 404);
        await fixture.StepAsync(fixture.RiderClient, id, "notes", new { text = "x" }, 403);
        await (await fixture.RiderClient.GetAsync(Path($"/api/v1/cases/{id}/notes"))).ProblemAsync(403, "Forbidden");
        await fixture.StepAsync(fixture.Dispatcher, id, "notes", new { text = " " }, 400);
        await fixture.StepAsync(fixture.Dispatcher, id, "notes", new { text = new string('长', 1001) }, 400);
    }

    private async Task<Guid> SignalAsync() => (await fixture.ReportAsync(category: "road.signal")).Id();

    private async Task<string> SendAsync(Guid id, string action, string key, object body, int status = 200) =>
        (await (await RawAsync(id, action, key, body)).ReadAsync(status)).GetRawText();

    private Task<HttpResponseMessage> RawAsync(Guid id, string action, string key, object body) =>
        WithKey($"{id}-{key}").PostAsJsonAsync($"/api/v1/cases/{id}/{action}", body);

    private async Task<string> ResolveAsync(Guid id, string key, int version) =>
        (await (await fixture.ResolveAsync(WithKey(key), id, version, Pictures.Jpeg)).ReadAsync(200)).GetRawText();

    private HttpClient WithKey(string key)
    {
        var client = fixture.SystemOf(new Grant(Roles.Handler, "510104", GrievancesFixture.Traffic), Client);
        client.DefaultRequestHeaders.Add("Idempotency-Key", key);
        return client;
    }

    private async Task<(string, int)> StandingAsync(Guid id)
    {
        var one = (await (await fixture.Dispatcher.GetAsync(Path($"/api/v1/cases/{id}"))).ReadAsync(200))
            .GetProperty("case");
        return (one.Text("status")!, one.Number("version"));
    }

    private static async Task<JsonElement> PageAsync(HttpClient client, string query) =>
        await (await client.GetAsync(Path($"/api/v1/cases?{query}"))).ReadAsync(200);

    private static async Task<JsonElement> ListAsync(HttpClient client, string reference) =>
        Assert.Single((await PageAsync(client, $"externalReference={reference}")).GetProperty("items")
            .EnumerateArray());

    private static object Still(JsonElement answer)
    {
        var one = answer.GetProperty("case");
        return (one.Number("version"), one.Text("changedAt"), one.GetProperty("clocks").GetProperty("unit")
            .Text("dueAt"),
            one.GetProperty("clocks").GetProperty("rider").Text("dueAt"));
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);
}
