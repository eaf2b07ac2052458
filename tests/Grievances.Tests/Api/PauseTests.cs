using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>A clock stands still only by approval, with an end, and in bounds.</summary>
public sealed class PauseTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private HttpClient Supervisor => fixture.ClientFor(null, new Grant(Roles.Supervisor, "5101", null));

    [Fact]
    public async Task Extension_MovesTheUnitsClockAlone_OnceADispatch()
    {
        var id = (await fixture.ReportAsync()).Id();
        var before = await ClocksAsync(id);
        var asked = await RequestAsync(id, "Extension", Now.AddHours(5));
        Assert.Equal("Waiting", asked.Text("state"));
        Assert.Equal(Due(before, "unit"), Due(await ClocksAsync(id), "unit"));

        var decided = await DecideAsync(fixture.Dispatcher, id, asked.Id(), true);
        Assert.Equal("Approved", decided.Text("state"));
        var paused = decided.GetProperty("decidedAt").GetDateTimeOffset();
        var after = await ClocksAsync(id);
        Assert.Equal(Due(before, "rider"), Due(after, "rider"));
        Assert.Equal(
            Due(before, "unit") + (asked.GetProperty("until").GetDateTimeOffset() - paused), Due(after, "unit"));
        Assert.Equal(("Paused", "Running"),
            (after.GetProperty("unit").Text("state"), after.GetProperty("rider").Text("state")));
        Assert.Contains("经批准延期", after.GetProperty("unit").GetProperty("why").Text("zh"), StringComparison.Ordinal);
        await (await PostAsync(fixture.Handler(), id, "Extension", Now.AddHours(6)))
            .ProblemAsync(409, "AlreadyExtended");

        // As it stood before the approval, the old moment; and the steps go on as if nothing had been.
        var at = $"?at={paused.AddMilliseconds(-1):yyyy-MM-ddTHH:mm:ss.ffffffZ}";
        Assert.Equal(Due(before, "unit"), Due(await ClocksAsync(id, at), "unit"));
        await fixture.StepAsync(fixture.Handler(), id, "accept", new { version = 2 });
        Assert.Equal(Due(after, "unit"), Due(await ClocksAsync(id), "unit"));
        var kinds = await KindsAsync(fixture.Dispatcher, id);
        Assert.Equal(["Registered", "Dispatched", "PauseRequested", "PauseApproved", "Accepted"], kinds);
        Assert.Equal(
            ["Registered", "Dispatched", "PauseApproved", "Accepted"], await KindsAsync(fixture.RiderClient, id));
    }

    [Fact]
    public async Task Parking_MovesBothClocks_AndIsCounted()
    {
        var id = (await fixture.ReportAsync()).Id();
        var before = await ClocksAsync(id);
        var asked = await RequestAsync(id, "Parking", Now.AddDays(20));
        var decided = await DecideAsync(Supervisor, id, asked.Id(), true);
        var span = asked.GetProperty("until").GetDateTimeOffset() - decided.GetProperty("decidedAt")
            .GetDateTimeOffset();
        var after = await ClocksAsync(id);
        Assert.Equal(
            (Due(before, "rider") + span, Due(before, "unit") + span), (Due(after, "rider"), Due(after, "unit")));
        await (await PostAsync(fixture.Handler(), id, "Parking", Now.AddDays(15))).ProblemAsync(400, "TooLong");
        var statistics = await (await fixture.Dispatcher.GetAsync("/api/v1/cases/statistics?region=510104"))
            .ReadAsync(200);
        Assert.Equal(1, statistics.GetProperty("total").GetProperty("parked").GetProperty("numerator").Number("count"));

        // Another unit is bound by the same parking.
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 2, unitId = GrievancesFixture.Traffic });
        Assert.Equal(asked.GetProperty("until").GetDateTimeOffset().AddHours(2), Due(await ClocksAsync(id), "unit"));
    }

    [Fact]
    public async Task Refused_ItNeverWas_AndMayBeAskedAgain()
    {
        var id = (await fixture.ReportAsync()).Id();
        var before = await ClocksAsync(id);
        var asked = await RequestAsync(id, "Extension", Now.AddDays(2));
        await (await PostAsync(fixture.Handler(), id, "Parking", Now.AddDays(2))).ProblemAsync(409, "AlreadyRequested");
        Assert.Equal("Refused", (await DecideAsync(fixture.Dispatcher, id, asked.Id(), false)).Text("state"));
        Assert.Equal(Due(before, "unit"), Due(await ClocksAsync(id), "unit"));
        await RequestAsync(id, "Extension", Now.AddDays(1));
        var listed = await (await fixture.Handler().GetAsync($"/api/v1/cases/{id}/pauses")).ReadAsync(200);
        Assert.Equal(["Waiting", "Refused"], listed.EnumerateArray().Select(p => p.Text("state")));
    }

    [Fact]
    public async Task TwoDecisionsAtOnce_AreOne()
    {
        for (var i = 0; i < 5; i++)
        {
            var id = (await fixture.ReportAsync()).Id();
            var asked = (await RequestAsync(id, "Extension", Now.AddDays(2))).Id();
            var answers = await Task.WhenAll(
                SendAsync(fixture.Dispatcher, id, asked, true), SendAsync(Supervisor, id, asked, false),
                SendAsync(Supervisor, id, asked, true), SendAsync(fixture.Dispatcher, id, asked, false));
            Assert.Single(answers, a => (int)a.StatusCode == 200);
            Assert.Equal(1, await fixture.ScalarAsync<long>($"""
                select count(*) from pause_requests where case_id = '{id}'
                    and approved = (select due_moved_at is not null from cases where id = '{id}')
                """));
        }
    }

    [Fact]
    public async Task LateOrNobodys_IsNotPaused()
    {
        var late = (await fixture.ReportAsync()).Id();
        var asked = await RequestAsync(late, "Extension", Now.AddDays(2));
        await fixture.ScalarAsync<int>(
            $"with u as (update cases set unit_due_at = now() where id = '{late}' returning 1) select 1 from u");
        await (await SendAsync(fixture.Dispatcher, late, asked.Id(), true)).ProblemAsync(409, "AlreadyDue");

        var moved = (await fixture.ReportAsync()).Id();
        asked = await RequestAsync(moved, "Extension", Now.AddDays(2));
        await fixture.StepAsync(fixture.Dispatcher, moved, "dispatch",
            new { version = 2, unitId = GrievancesFixture.Traffic });
        await (await SendAsync(fixture.Dispatcher, moved, asked.Id(), true)).ProblemAsync(409, "Outdated");
    }

    [Fact]
    public async Task Strangers_AndWrongValues_AreRefused()
    {
        var id = (await fixture.ReportAsync()).Id();
        foreach (var (body, field) in new (object, string)[]
        {
            (new { reason = "x", until = Now.AddDays(1) }, "kind"),
                (new { kind = "Parking", until = Now.AddDays(1) }, "reason"),
            (new { kind = "Parking", reason = "x" }, "until"),
        })
        {
            var wrong = await (await fixture.Handler().PostAsJsonAsync($"/api/v1/cases/{id}/pauses", body))
                .ProblemAsync(400, "Invalid");
            Assert.Equal([field], wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        }

        await (await PostAsync(fixture.Handler(), id, "Extension", Now.AddDays(-1))).ProblemAsync(400, "AlreadyOver");
        await (await PostAsync(fixture.Handler(), id, "Extension", Now.AddDays(16))).ProblemAsync(400, "TooLong");
        await (await PostAsync(fixture.Dispatcher, id, "Extension", Now.AddDays(1))).ProblemAsync(403, "Forbidden");
        var traffic = fixture.ClientFor(null, new Grant(Roles.Handler, "510104", GrievancesFixture.Traffic));
        await (await PostAsync(traffic, id, "Extension", Now.AddDays(1))).ProblemAsync(404, "NotFound");
        await (await traffic.GetAsync($"/api/v1/cases/{id}/pauses")).ProblemAsync(404, "NotFound");
        var asked = (await RequestAsync(id, "Extension", Now.AddDays(1))).Id();
        await (await SendAsync(fixture.Handler(), id, asked, true)).ProblemAsync(403, "Forbidden");
        await (await SendAsync(fixture.Dispatcher, id, Guid.CreateVersion7(), true)).ProblemAsync(404, "NotFound");
    }

    private async Task<JsonElement> RequestAsync(Guid id, string kind, DateTimeOffset until) =>
        await (await PostAsync(fixture.Handler(), id, kind, until)).ReadAsync(200);

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, Guid id, string kind, DateTimeOffset until) =>
        client.PostAsJsonAsync($"/api/v1/cases/{id}/pauses", new { kind, reason = "等待配件", until });

    private static async Task<JsonElement> DecideAsync(HttpClient client, Guid id, Guid pause, bool approve) =>
        await (await SendAsync(client, id, pause, approve)).ReadAsync(200);

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Guid id, Guid pause, bool approve) =>
        client.PostAsJsonAsync($"/api/v1/cases/{id}/pauses/{pause}/decision", new { approve });

    private async Task<JsonElement> ClocksAsync(Guid id, string query = "") =>
        (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}{query}")).ReadAsync(200)).GetProperty("case")
            .GetProperty("clocks");

    private static async Task<List<string?>> KindsAsync(HttpClient client, Guid id) =>
        [.. (await (await client.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200)).EnumerateArray()
            .Select(s => s.Text("kind"))];

    private static DateTimeOffset Due(JsonElement clocks, string name) =>
        clocks.GetProperty(name).GetProperty("dueAt").GetDateTimeOffset();
}
