using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>
/// The whole life of a case: every step that a person takes, and those that the platform takes by itself.
/// </summary>
public sealed class LifeTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Fact]
    public async Task EveryStage_IsGoneThrough_AndTold()
    {
        var id = (await fixture.ReportAsync()).Id();
        var handler = fixture.Handler();
        await fixture.StepAsync(handler, id, "accept", new { version = 2 });
        var started = await fixture.StepAsync(handler, id, "start", new { version = 3, note = "抢修队已到场" });
        Assert.Equal("InProgress", started.Text("status"));
        await (await fixture.ResolveAsync(handler, id, 4, Pictures.Jpeg)).ReadAsync(200);
        await fixture.StepAsync(handler, id, "verify", new { version = 5, note = "x" }, 403);
        await fixture.StepAsync(fixture.Dispatcher, id, "verify", new { version = 5, note = "网格员现场核查" });
        var silent = await fixture.StepAsync(
            fixture.Dispatcher, id, "callback", new { version = 6, solved = "Partly", satisfaction = "Fair" }, 400);
        Assert.True(silent.GetProperty("errors").TryGetProperty("comment", out _));
        await fixture.StepAsync(fixture.Dispatcher, id, "callback",
            new { version = 6, solved = "Partly", satisfaction = "Fair", comment = "井盖好了，路面还不平" });
        await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = 7, outcome = "Solved" });
        var one = (await (await fixture.RiderClient.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200))
            .GetProperty("case");
        Assert.Equal(("Closed", "Partly", "Fair"), (one.Text("status"), one.Text("solved"), one.Text("satisfaction")));
        var told = string.Join('\n', await TextsAsync(fixture.Dispatcher, id));
        foreach (var words in (string[])["开始处置", "核验通过", "电话回访：部分解决，基本满意"])
        {
            Assert.Contains(words, told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Triage_CorrectsTheMatter_AndKeepsWhatHasRun()
    {
        var reported = await fixture.ReportAsync();
        var id = reported.Id();
        await MoveBackAsync(id, "30 minutes");
        var before = await CaseAsync(id);
        await fixture.StepAsync(fixture.Dispatcher, id, "triage", new { version = 2 }, 400);
        var foreign = await fixture.StepAsync(
            fixture.Dispatcher, id, "triage", new { version = 2, category = "labour.hours" }, 400);
        Assert.True(foreign.GetProperty("errors").TryGetProperty("category", out _));
        await fixture.StepAsync(fixture.Dispatcher, id, "triage", new { version = 2, category = "road.damage" });
        var after = await CaseAsync(id);
        Assert.Equal(("road.damage", "Ordinary", "Dispatched"),
            (after.Text("category"), after.Text("severity"), after.Text("status")));
        foreach (var clock in (string[])["rider", "unit"])
        {
            var (then, now) = (before.GetProperty("clocks").GetProperty(clock), after.GetProperty("clocks")
                .GetProperty(clock));
            Assert.Equal(then.Text("startedAt"), now.Text("startedAt"));
            Assert.True(now.Number("elapsedMinutes") >= 30, $"{clock}: {now}");
            Assert.NotEqual(then.Text("dueAt"), now.Text("dueAt"));
        }

        // As it stood before, it was still a manhole, and its clocks were due earlier.
        var past = Uri.EscapeDataString(after.GetProperty("changedAt").GetDateTimeOffset().AddTicks(-10).ToString("O"));
        var was = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}?at={past}")).ReadAsync(200))
            .GetProperty("case");
        Assert.Equal(("road.manhole", "Major"), (was.Text("category"), was.Text("severity")));
        Assert.Equal(
            before.GetProperty("clocks").GetProperty("rider").Text("dueAt"),
            was.GetProperty("clocks").GetProperty("rider").Text("dueAt"));
    }

    [Fact]
    public async Task Evidence_FromElsewhere_IsSaidOnTheTimeline()
    {
        var id = (await fixture.ReportAsync()).Id();
        var handler = fixture.Handler();
        await fixture.StepAsync(handler, id, "accept", new { version = 2 });
        var photo = Pictures.WithExif(Pictures.Jpeg, 31, 0, 104, 0);
        await (await fixture.ResolveAsync(handler, id, 3, photo)).ReadAsync(200);
        foreach (var reader in (HttpClient[])[fixture.Dispatcher, fixture.RiderClient])
        {
            var resolved = (await (await reader.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200))
                .EnumerateArray().Single(s => s.Text("kind") == "Resolved");
            Assert.Contains("不在现场", resolved.Text("text"), StringComparison.Ordinal);
            Assert.True(resolved.GetProperty("data").GetProperty("spot").GetProperty("tooFar").GetBoolean());
        }
    }

    [Fact]
    public async Task Urgent_TakesTheImmediateLane_OnTheShortestClocks_AndThePastKnowsIt()
    {
        var id = (await fixture.ReportAsync()).Id();
        await fixture.StepAsync(fixture.Dispatcher, id, "triage", new { version = 2, severity = "Urgent" });
        var urgent = await CaseAsync(id);
        Assert.Equal(("Urgent", true), (urgent.Text("severity"), urgent.GetProperty("immediate").GetBoolean()));
        var rider = urgent.GetProperty("clocks").GetProperty("rider");
        Assert.Equal(12, (rider.GetProperty("dueAt").GetDateTimeOffset()
            - rider.GetProperty("startedAt").GetDateTimeOffset()).TotalHours);
        await fixture.StepAsync(fixture.Dispatcher, id, "triage", new { version = 3, severity = "Minor" });
        var past = Uri.EscapeDataString((await CaseAsync(id)).GetProperty("changedAt").GetDateTimeOffset().AddTicks(-10)
            .ToString("O"));
        var was = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}?at={past}")).ReadAsync(200))
            .GetProperty("case");
        Assert.Equal("Urgent", was.Text("severity"));
    }

    [Fact]
    public async Task Return_NeedsReasonDutyAndProof_AndARefusedOneGoesBackOnTheSameClock()
    {
        var id = (await fixture.ReportAsync()).Id();
        var handler = fixture.Handler();
        var missing = await fixture.StepAsync(handler, id, "return", new { version = 2, reason = "不归我们" }, 400);
        Assert.Equal(["duty", "proof", "reasonCode"],
            missing.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        var unknown = await fixture.StepAsync(handler, id, "return", new
        {
            version = 2, reason = "x", reasonCode = "NotOurArea", duty = "x", proof = "x",
            suggestedUnitId = Guid.CreateVersion7(),
        }, 400);
        Assert.True(unknown.GetProperty("errors").TryGetProperty("suggestedUnitId", out _));
        var since = (await CaseAsync(id)).GetProperty("clocks").GetProperty("unit").Text("startedAt");
        await fixture.StepAsync(handler, id, "return", GrievancesFixture.Return(2, "不归我们"));
        Assert.Contains(await TextsAsync(fixture.Dispatcher, id), t => t.Contains("职责不符", StringComparison.Ordinal));
        await fixture.StepAsync(fixture.Dispatcher, id, "refuse-return", new { version = 3 }, 400);
        var back = await fixture.StepAsync(
            fixture.Dispatcher, id, "refuse-return", new { version = 3, reason = "合同已移交，属你单位" });
        Assert.Equal(("Dispatched", GrievancesFixture.Urban), (back.Text("status"), back.GetProperty("unit").Id()));
        Assert.Equal(since, (await CaseAsync(id)).GetProperty("clocks").GetProperty("unit").Text("startedAt"));
        await fixture.StepAsync(fixture.Dispatcher, id, "refuse-return", new { version = 4, reason = "x" }, 409);
    }

    [Fact]
    public async Task Withdraw_IsTheRiders_UnlessOthersHaveJoined()
    {
        var reported = await fixture.ReportAsync();
        var id = reported.Id();
        var other = fixture.ClientFor(Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null));
        await fixture.StepAsync(other, id, "withdraw", new { version = 2 }, 404);
        await (await other.PostAsJsonAsync("/api/v1/clues/joins", new { number = reported.Text("number") }))
            .ReadAsync(200);
        var refused = await fixture.StepAsync(fixture.RiderClient, id, "withdraw", new { version = 2 }, 409);
        Assert.EndsWith("/OthersJoined", refused.Text("type"), StringComparison.Ordinal);
        await other.DeleteAsync($"/api/v1/clues/joins/{reported.Text("number")}");
        await fixture.StepAsync(fixture.RiderClient, id, "withdraw", new { version = 2, note = "已经有人修了" });
        var one = await CaseAsync(id);
        Assert.Equal(("Closed", "Withdrawn"), (one.Text("status"), one.Text("outcome")));
        Assert.Equal("Stopped", one.GetProperty("clocks").GetProperty("unit").Text("state"));
    }

    [Fact]
    public async Task Rejected_IsToldWhy_AndTheRiderReopensWithinThirtyDays()
    {
        var id = (await fixture.ReportAsync()).Id();
        await fixture.StepAsync(fixture.Handler(), id, "return", GrievancesFixture.Return(2, "不归我们"));
        await fixture.StepAsync(fixture.Dispatcher, id, "reject", new { version = 3 }, 400);
        await fixture.StepAsync(fixture.Dispatcher, id, "reject", new { version = 3, reason = "属小区内部道路" });
        Assert.Contains(
            await TextsAsync(fixture.RiderClient, id), t => t.Contains("属小区内部道路", StringComparison.Ordinal));
        await MoveBackAsync(id, "31 days");
        await fixture.StepAsync(fixture.RiderClient, id, "reopen", new { version = 4, reason = "是市政道路" }, 409);
        await MoveBackAsync(id, "-2 days");
        var reopened = await fixture.StepAsync(
            fixture.RiderClient, id, "reopen", new { version = 4, reason = "是市政道路" });
        Assert.Equal("Reopened", reopened.Text("status"));
    }

    [Fact]
    public async Task Silence_ClosesAfterAWeek_OnceOnTwoReplicas_AndCountsAsSilence()
    {
        await fixture.StartReplicaAsync();
        var id = await ResolvedAsync();
        await fixture.ScalarAsync<int>($"""
            with c as (update cases set changed_at = changed_at - interval '7 days' where id = '{id}' returning 1),
            n as (update case_next_steps set due_at = due_at - interval '7 days' where case_id = '{id}' returning 1)
            select 1 from c, n
            """);
        var closed = await Eventually.IsAsync(() => CaseAsync(id), c => c.Text("status") == "Closed");
        Assert.Equal(("Solved", JsonValueKind.Null),
            (closed.Text("outcome"), closed.GetProperty("satisfaction").ValueKind));
        Assert.Equal(5, closed.Number("version"));
        Assert.Contains(
            await TextsAsync(fixture.RiderClient, id), t => t.Contains("7 天没有评价", StringComparison.Ordinal));
        Assert.Equal(
            0, await fixture.ScalarAsync<long>($"select count(*) from case_next_steps where case_id = '{id}'"));
    }

    [Fact]
    public async Task ACallback_TakesTheSilenceAway()
    {
        var id = await ResolvedAsync();
        await fixture.StepAsync(
            fixture.RiderClient, id, "callback", new { version = 4, solved = "Solved", satisfaction = "Satisfied" });
        Assert.Equal(
            0, await fixture.ScalarAsync<long>($"select count(*) from case_next_steps where case_id = '{id}'"));
    }

    [Fact]
    public async Task NotSatisfiedTwice_GoesOneLevelUp_UnderAnOrder()
    {
        await fixture.ScalarAsync<int>($"""
            with o as (update directory_organisations set parent_id = '{GrievancesFixture.Committee}'
                where id = '{GrievancesFixture.Urban}' returning 1),
            r as (update directory_revision set revision = revision + 1 returning 1) select 1 from o, r
            """);
        await Eventually.IsAsync(() => Task.FromResult(fixture.Snapshot!.Units[GrievancesFixture.Urban].ParentId),
            parent => parent == GrievancesFixture.Committee);
        var id = await ResolvedAsync();
        await RefuseAsync(id, 4);
        await fixture.StepAsync(fixture.Dispatcher, id, "reopen", new { version = 5, reason = "骑手反映问题仍在" });
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 6, unitId = GrievancesFixture.Urban });
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 7 });
        await (await fixture.ResolveAsync(fixture.Handler(), id, 8, Pictures.Jpeg)).ReadAsync(200);
        await RefuseAsync(id, 9);
        var up = await Eventually.IsAsync(() => CaseAsync(id), c => c.Text("status") == "Dispatched");
        Assert.Equal((GrievancesFixture.Committee, 12), (up.GetProperty("unit").Id(), up.Number("version")));
        Assert.Equal(1, await fixture.ScalarAsync<long>($"""
            select count(*) from supervise_orders o join cases c on c.id = o.case_id
            where c.id = '{id}' and o.unit_id = '{GrievancesFixture.Committee}' and c.supervised_at is not null
            """));
        Assert.Equal(
            0, await fixture.ScalarAsync<long>($"select count(*) from case_next_steps where case_id = '{id}'"));
    }

    private async Task<Guid> ResolvedAsync()
    {
        var id = (await fixture.ReportAsync()).Id();
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        await (await fixture.ResolveAsync(fixture.Handler(), id, 3, Pictures.Jpeg)).ReadAsync(200);
        return id;
    }

    private Task<JsonElement> RefuseAsync(Guid id, int version) => fixture.StepAsync(
        fixture.RiderClient, id, "callback",
        new { version, solved = "NotSolved", satisfaction = "NotSatisfied", comment = "还是没有井盖" });

    private async Task<JsonElement> CaseAsync(Guid id) =>
        (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200)).GetProperty("case");

    private static async Task<IReadOnlyList<string>> TextsAsync(HttpClient who, Guid id) =>
        [.. (await (await who.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200)).EnumerateArray()
            .Select(s => s.Text("text")!)];

    /// <summary>As though all of it had happened so much earlier.</summary>
    private Task<int> MoveBackAsync(Guid id, string by) => fixture.ScalarAsync<int>($"""
        with e as (update case_events set occurred_at = occurred_at - interval '{by}' where case_id = '{id}'),
        c as (update cases set reported_at = reported_at - interval '{by}', changed_at = changed_at - interval '{by}',
            unit_since = unit_since - interval '{by}', rider_due_at = rider_due_at - interval '{by}',
            unit_due_at = unit_due_at - interval '{by}' where id = '{id}' returning 1) select 1 from c
        """);
}
