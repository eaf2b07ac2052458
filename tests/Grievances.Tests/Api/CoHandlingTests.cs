using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.Harness;
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

    /// <summary>As cases do: each level once, whichever replica looks, and twice its time one level up.</summary>
    [Fact]
    public async Task LateTasks_EscalateOnce_OnTwoReplicas_AndTheCoHandlerAnswers()
    {
        await fixture.ScalarAsync<int>($"""
            with o as (update directory_organisations set parent_id = '{GrievancesFixture.Committee}'
                where id = '{GrievancesFixture.Traffic}' returning 1),
            r as (update directory_revision set revision = revision + 1 returning 1) select 1 from o, r
            """);
        await Eventually.IsAsync(() => Task.FromResult(fixture.Snapshot!.Units[GrievancesFixture.Traffic].ParentId),
            parent => parent == GrievancesFixture.Committee);
        var (id, police) = ((await fixture.ReportAsync()).Id(), Traffic);
        var task = await AskAsync(fixture.Dispatcher, id);
        var at = task.GetProperty("createdAt").GetDateTimeOffset();
        foreach (var (minutes, levels) in new[] { (89, 0), (90, 1), (120, 2), (180, 3) })
        {
            await SweepAsync(at.AddMinutes(minutes));
            Assert.Equal(levels, await LevelsAsync(task.Id()));
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepAsync(at.AddDays(2))));
        Assert.Equal((4, 0), (await LevelsAsync(task.Id()), await SweepAsync(at.AddDays(9))));
        var orders = (await (await fixture.Dispatcher.GetAsync($"/api/v1/supervision/orders?case={id}"))
            .ReadAsync(200)).GetProperty("items").EnumerateArray().ToList();
        var order = Assert.Single(orders);
        Assert.Equal((GrievancesFixture.Traffic, GrievancesFixture.Committee),
            (order.GetProperty("unit").Id(), order.GetProperty("overseer").Id()));
        await fixture.StepAsync(fixture.Handler(), id, $"orders/{order.Id()}/answer", new { text = "不是我们" }, 403);
        await fixture.StepAsync(police, id, $"orders/{order.Id()}/answer", new { text = "警力不足，今晚完成" });
        var kinds = (await (await police.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200))
            .EnumerateArray().Select(s => s.Text("kind")).ToList();
        Assert.Equal(["CoTaskWarn", "CoTaskYellow", "CoTaskRed", "CoTaskOrder"],
            kinds.Where(k => k is "CoTaskWarn" or "CoTaskYellow" or "CoTaskRed" or "CoTaskOrder"));

        var done = await AskAsync(fixture.Dispatcher, (await fixture.ReportAsync()).Id());
        await ActAsync(fixture.Dispatcher, done.Id("caseId"), done, "cancel", "不用了");
        await SweepAsync(at.AddDays(9));
        Assert.Equal(0, await LevelsAsync(done.Id()));
    }

    /// <summary>Decided once, within the case's own due; the timers of before do not fire.</summary>
    [Fact]
    public async Task Extension_MovesTheTasksClock_OnceAndByApproval()
    {
        var (id, police) = ((await fixture.ReportAsync()).Id(), Traffic);
        var task = await AskAsync(fixture.Dispatcher, id);
        var (at, due) = (task.GetProperty("createdAt").GetDateTimeOffset(),
            task.GetProperty("dueAt").GetDateTimeOffset());
        await ExtendAsync(fixture.Handler(), id, task, at.AddHours(5), 403);
        await ExtendAsync(police, id, task, at.AddHours(-1), 400);
        await ExtendAsync(police, id, task, at.AddDays(3), 409);
        var asked = await ExtendAsync(police, id, task, at.AddHours(5));
        await ExtendAsync(police, id, task, at.AddHours(6), 409);
        await DecideAsync(police, id, task, asked, true, 403);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => fixture.Handler().PostAsJsonAsync(
            $"/api/v1/cases/{id}/co-tasks/{task.Id()}/extensions/{asked.Id()}/decision", new { approve = true })));
        Assert.Single(answers, a => (int)a.StatusCode == 200);
        await DecideAsync(fixture.Dispatcher, id, task, asked, false, 409);
        var now = (await (await police.GetAsync($"/api/v1/cases/{id}/co-tasks")).ReadAsync(200))[0];
        var decided = now.GetProperty("extension").GetProperty("decidedAt").GetDateTimeOffset();
        Assert.Equal((at.AddHours(5) - decided, "Approved"),
            (now.GetProperty("dueAt").GetDateTimeOffset() - due, now.GetProperty("extension").Text("state")));
        await ExtendAsync(police, id, task, at.AddHours(9), 409);
        await SweepAsync(due.AddMinutes(1));
        Assert.Equal(0, await LevelsAsync(task.Id()));
        await SweepAsync(now.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal(2, await LevelsAsync(task.Id()));
        var kinds = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200))
            .EnumerateArray().Select(s => s.Text("kind"));
        Assert.Equal(["CoExtensionAsked", "CoExtensionApproved"], kinds.Where(k => k!.StartsWith("CoExt")));
    }

    private static async Task<JsonElement> ExtendAsync(
        HttpClient who, Guid id, JsonElement task, DateTimeOffset until, int status = 200) =>
        await (await who.PostAsJsonAsync(
            $"/api/v1/cases/{id}/co-tasks/{task.Id()}/extensions", new { reason = "等封路许可", until })).ReadAsync(status);

    private Task<JsonElement> DecideAsync(
        HttpClient who, Guid id, JsonElement task, JsonElement asked, bool approve, int status) =>
        fixture.StepAsync(who, id, $"co-tasks/{task.Id()}/extensions/{asked.Id()}/decision", new { approve }, status);

    [Fact]
    public async Task Lead_FindsWhomToAsk_OthersDoNot()
    {
        var id = (await fixture.ReportAsync()).Id();
        var names = (await (await fixture.Handler().GetAsync($"/api/v1/cases/{id}/co-tasks/units?q=交警"))
            .ReadAsync(200)).EnumerateArray().Select(u => u.Text("name"));
        Assert.Equal(["锦江区交警大队"], names);
        var all = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/co-tasks/units")).ReadAsync(200))
            .EnumerateArray().Select(u => u.Id());
        Assert.Equal(new[] { GrievancesFixture.Committee, GrievancesFixture.Traffic }.Order(), all.Order());
        await (await Traffic.GetAsync($"/api/v1/cases/{id}/co-tasks/units")).ReadAsync(404);
    }

    /// <summary>As a replica would at that moment.</summary>
    private Task<int> SweepAsync(DateTimeOffset at) => new TimerSweep(
        fixture.Services.GetRequiredService<IServiceScopeFactory>(),
        fixture.Services.GetRequiredService<DirectoryCopy>(), ClockLimits.Standard(), new Standing(at),
        NullLogger<TimerSweep>.Instance).SweepCoTasksAsync(CancellationToken.None);

    private async Task<int> LevelsAsync(Guid task) =>
        await fixture.ScalarAsync<int>($"select count(*)::int from co_task_notices where task_id = '{task}'");

    private sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
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
