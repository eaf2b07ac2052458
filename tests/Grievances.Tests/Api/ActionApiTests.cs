using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>The case page's questions about one case: what can I do, who could take it.</summary>
public sealed class ActionApiTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Fact]
    public async Task Actions_AreThoseOfTheCallerAndTheMoment()
    {
        var id = (await fixture.ReportAsync()).Id();
        var handler = fixture.Handler();
        Assert.Equal(["Accept", "Return"], await AllowedAsync(handler, id));
        Assert.Equal(["Triage", "Dispatch", "Merge"], await AllowedAsync(fixture.Dispatcher, id));
        Assert.Equal(["Withdraw"], await AllowedAsync(fixture.RiderClient, id));
        var resolve = await ActionAsync(handler, id, "Resolve");
        Assert.Equal("NotAccepted", resolve.Text("reason"));
        Assert.Equal("等待承办单位接单后才能办结。", resolve.GetProperty("why").Text("zh"));
        Assert.Equal(["note", "evidence"], resolve.GetProperty("requires").EnumerateArray().Select(r => r.GetString()));

        await fixture.StepAsync(handler, id, "accept", new { version = 2 });
        Assert.Equal(["Start", "Resolve"], await AllowedAsync(handler, id));
        await (await fixture.ResolveAsync(handler, id, 3, Pictures.Jpeg)).ReadAsync(200);
        Assert.Equal(["CallBack"], await AllowedAsync(fixture.RiderClient, id));
        var close = await ActionAsync(fixture.Dispatcher, id, "Close");
        Assert.Equal(("TooEarly", 4), (close.Text("reason"), close.GetProperty("outcomes").GetArrayLength()));
        var changed = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200))
            .GetProperty("case").GetProperty("changedAt").GetDateTimeOffset();
        Assert.Equal(changed.AddHours(72), close.GetProperty("waitUntil").GetDateTimeOffset());
    }

    [Fact]
    public async Task Return_AfterTwo_IsExplained()
    {
        var id = (await fixture.ReportAsync()).Id();
        var handler = fixture.Handler();
        foreach (var version in (int[])[2, 4])
        {
            await fixture.StepAsync(handler, id, "return", GrievancesFixture.Return(version, "不属于本单位"));
            await fixture.StepAsync(
                fixture.Dispatcher, id, "dispatch", new { version = version + 1, unitId = GrievancesFixture.Urban });
        }

        Assert.Equal("TooManyReturns", (await ActionAsync(handler, id, "Return")).Text("reason"));
        Assert.Equal(["Accept"], await AllowedAsync(handler, id));
    }

    [Fact]
    public async Task Actions_OfAnothersCase_AreAbsent()
    {
        var id = (await fixture.ReportAsync()).Id();
        foreach (var stranger in Strangers())
        {
            await (await stranger.GetAsync($"/api/v1/cases/{id}/actions")).ProblemAsync(404, "NotFound");
        }

        await (await fixture.NewClient().GetAsync($"/api/v1/cases/{id}/actions")).ProblemAsync(401, "Unauthenticated");
    }

    [Fact]
    public async Task Candidates_SayWhyItWentThere_AndWhoElse()
    {
        var id = (await fixture.ReportAsync()).Id();
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 2, unitId = GrievancesFixture.Traffic, note = "代办" });
        var answer = await CandidatesAsync(id, "");
        Assert.Equal(("dispatcher", "代办"),
            (answer.GetProperty("dispatched").Text("by"), answer.GetProperty("dispatched").Text("note")));
        foreach (var decision in (string[])["stored", "now"])
        {
            var explained = answer.GetProperty(decision);
            Assert.Equal("SpecificDuty", explained.Text("rule"));
            Assert.Equal(["Chosen", "DefaultOwner"], explained.GetProperty("candidates").EnumerateArray()
                .Select(c => c.Text("reason")));
            var first = explained.GetProperty("candidates")[0];
            Assert.Equal(("锦江区城管局", 100), (first.GetProperty("unit").Text("name"), first.Number("priority")));
            Assert.Equal(("道路交通", "锦江区"), (first.GetProperty("duty").GetProperty("categoryName").Text("zh"),
                first.GetProperty("duty").GetProperty("region").Text("name")));
            Assert.NotEqual("", first.GetProperty("why").Text("en"));
        }

        Assert.Equal(["51", "5101", "510104", "510104022"], answer.GetProperty("regions").EnumerateArray()
            .Select(r => r.Text("code")));
        var other = Assert.Single(answer.GetProperty("others").EnumerateArray());
        Assert.Equal("锦江区交警大队", other.GetProperty("unit").Text("name"));
        Assert.True(other.Number("openCases") >= 1);
        Assert.Equal(0, (await CandidatesAsync(id, "?q=城管")).GetProperty("others").GetArrayLength());
        Assert.Equal(1, (await CandidatesAsync(id, "?q=交警")).Number("othersTotal"));
    }

    [Fact]
    public async Task Candidates_AreForTheDispatcherOfThePlace()
    {
        var id = (await fixture.ReportAsync()).Id();
        var path = $"/api/v1/cases/{id}/candidates";
        await (await Strangers().First().GetAsync(path)).ProblemAsync(404, "NotFound");
        await (await fixture.Handler().GetAsync(path)).ProblemAsync(403, "Forbidden");
        await (await fixture.RiderClient.GetAsync(path)).ProblemAsync(403, "Forbidden");
        await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{Guid.CreateVersion7()}/candidates"))
            .ProblemAsync(404, "NotFound");
        await (await fixture.Dispatcher.GetAsync($"{path}?q={new string('x', 61)}")).ProblemAsync(400, "Invalid");
    }

    private async Task<JsonElement> CandidatesAsync(Guid id, string query) =>
        await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/candidates{query}")).ReadAsync(200);

    private IEnumerable<HttpClient> Strangers() =>
    [
        fixture.ClientFor(null, new Grant(Roles.Dispatcher, "5111", null)),
        fixture.ClientFor(null, new Grant(Roles.Handler, "510104", GrievancesFixture.Traffic)),
        fixture.ClientFor(Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null)),
    ];

    private static async Task<JsonElement> ActionsAsync(HttpClient client, Guid id) =>
        (await (await client.GetAsync($"/api/v1/cases/{id}/actions")).ReadAsync(200)).GetProperty("actions");

    private static async Task<JsonElement> ActionAsync(HttpClient client, Guid id, string action) =>
        (await ActionsAsync(client, id)).EnumerateArray().Single(a => a.Text("action") == action);

    private static async Task<List<string?>> AllowedAsync(HttpClient client, Guid id) =>
        [.. (await ActionsAsync(client, id)).EnumerateArray().Where(a => a.GetProperty("allowed").GetBoolean())
            .Select(a => a.Text("action"))];
}
