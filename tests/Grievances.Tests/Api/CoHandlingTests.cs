using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>
/// A part of a case is another unit's: it sees the case, has its own clock, and the lead waits for it.
/// </summary>
public sealed class CoHandlingTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private HttpClient Traffic => fixture.ClientFor(
        Guid.CreateVersion7(), null, new Grant(Roles.Handler, "510104", GrievancesFixture.Traffic));

    [Fact]
    public async Task Lead_WaitsForAMandatoryTask_AndTheCoHandlerSeesTheCase()
    {
        var (id, police) = ((await fixture.ReportAsync()).Id(), Traffic);
        await (await police.GetAsync($"/api/v1/cases/{id}")).ReadAsync(404);
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        await fixture.StepAsync(police, id, "co-tasks", new { unitId = GrievancesFixture.Urban, text = "x" }, 404);
        var wrong = await fixture.StepAsync(
            fixture.Dispatcher, id, "co-tasks", new { unitId = GrievancesFixture.Urban, text = "" }, 400);
        Assert.Equal(["text", "unitId"],
            wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        var task = await AskAsync(fixture.Handler(), id);
        Assert.Equal(("Open", true), (task.Text("state"), task.GetProperty("mandatory").GetBoolean()));
        await (await fixture.Dispatcher.PostAsJsonAsync($"/api/v1/cases/{id}/co-tasks",
            new { unitId = GrievancesFixture.Traffic, text = "再来一次" })).ProblemAsync(409, "AlreadyAsked");
        var seen = (await (await police.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200)).GetProperty("case");
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("reporterId").ValueKind);
        Assert.Contains(task.Id(), await MineAsync(police));
        await fixture.StepAsync(police, id, "resolve", new { version = 3, note = "x" }, 403);
        await (await fixture.ResolveAsync(fixture.Handler(), id, 3, Pictures.Jpeg)).ProblemAsync(409, "OpenTasks");
        await ActAsync(police, id, task, "finish", "疏导完成", 409);
        await ActAsync(police, id, task, "accept", null);
        await ActAsync(police, id, task, "accept", null);
        await ActAsync(police, id, task, "finish", null, 400);
        await ActAsync(fixture.Handler(), id, task, "finish", "x", 403);
        await ActAsync(police, id, task, "finish", "疏导完成");
        Assert.DoesNotContain(task.Id(), await MineAsync(police));
        await (await fixture.ResolveAsync(fixture.Handler(), id, 3, Pictures.Jpeg)).ReadAsync(200);
        var kinds = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200))
            .EnumerateArray().Select(s => s.Text("kind")).ToList();
        Assert.Equal(["CoTaskOpen", "CoTaskAccepted", "CoTaskDone"], kinds.Where(k => k!.StartsWith("CoTask")));
    }

    [Fact]
    public async Task Declined_ItIsOutOfSight_AndCancelled_NobodyWaits()
    {
        var (id, police) = ((await fixture.ReportAsync()).Id(), Traffic);
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        await ActAsync(police, id, await AskAsync(fixture.Handler(), id), "decline", "不需要交通管制");
        await (await police.GetAsync($"/api/v1/cases/{id}")).ReadAsync(404);
        await ActAsync(fixture.Handler(), id, await AskAsync(fixture.Dispatcher, id), "cancel", "道路已通");
        await (await fixture.ResolveAsync(fixture.Handler(), id, 3, Pictures.Jpeg)).ReadAsync(200);
    }

    [Fact]
    public async Task AskingAndResolvingAtOnce_NeverLeavesAnOpenTaskBehind()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = (await fixture.ReportAsync()).Id();
            await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
            var ask = fixture.Dispatcher.PostAsJsonAsync(
                $"/api/v1/cases/{id}/co-tasks", new { unitId = GrievancesFixture.Traffic, text = "疏导" });
            var resolve = fixture.ResolveAsync(fixture.Handler(), id, 3, Pictures.Jpeg);
            var (asked, resolved) = ((await ask).IsSuccessStatusCode, (await resolve).IsSuccessStatusCode);
            Assert.NotEqual(asked, resolved);
        }
    }

    private async Task<JsonElement> AskAsync(HttpClient who, Guid id) => await fixture.StepAsync(
        who, id, "co-tasks", new { unitId = GrievancesFixture.Traffic, text = "配合交通疏导" });

    private Task<JsonElement> ActAsync(
        HttpClient who, Guid id, JsonElement task, string action, string? note, int status = 200) =>
        fixture.StepAsync(who, id, $"co-tasks/{task.Id()}/{action}", new { note }, status);

    private static async Task<IReadOnlyList<Guid>> MineAsync(HttpClient who) =>
        [.. (await (await who.GetAsync("/api/v1/cases/co-tasks?size=200")).ReadAsync(200)).GetProperty("items")
            .EnumerateArray().Select(t => t.Id())];
}
