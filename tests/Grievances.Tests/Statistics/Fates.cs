using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Statistics;

/// <summary>Cases of every fate, made through the API; between the stages stand moments to look back at.</summary>
internal sealed class Fates(GrievancesFixture fixture)
{
    private readonly List<DateTimeOffset> _moments = [];

    private HttpClient Traffic =>
        fixture.ClientFor(Guid.CreateVersion7(), null, new Grant(Roles.Handler, "510104", GrievancesFixture.Traffic));

    private HttpClient Supervisor => fixture.ClientFor(null, new Grant(Roles.Supervisor, "5101", null));

    public async Task<IReadOnlyList<DateTimeOffset>> LiveAsync()
    {
        var (solved, again, wrong, empty) = (await NewAsync(), await NewAsync(), await NewAsync(), await NewAsync());
        var (parked, longer) = (await NewAsync(), await NewAsync());
        var (answered, unanswered, lifted) = (await NewAsync(), await NewAsync(), await NewAsync());
        var (double1, double2, late) = (await NewAsync(), await NewAsync(), await NewAsync(-3));
        await NewAsync(-3);
        await NewAsync(-35, "environment.rubbish");
        var slow = await NewAsync(-3);
        await (await fixture.RiderClient.PostAsJsonAsync(
            "/api/v1/clues", new { category = "other", text = "x", regionCode = "510105" })).ReadAsync(201);
        var order = await OrderAsync(answered);
        await OrderAsync(unanswered);
        await fixture.ScalarAsync<long>($"""
            with o as (update supervise_orders set answer_due_at = issued_at where case_id = '{unanswered}' returning 1)
            select count(*) from o
            """);
        Remember();

        await SolveAsync(solved, fixture.Handler(), 2, true);
        await SolveAsync(again, fixture.Handler(), 2, false);
        await SolveAsync(slow, fixture.Handler(), 2, true);
        foreach (var id in (Guid[])[wrong, empty])
        {
            await fixture.StepAsync(fixture.Handler(), id, "return", GrievancesFixture.Return(2, "x"));
        }

        await fixture.StepAsync(fixture.Handler(), late, "accept", new { version = 2 });
        await PauseAsync(parked, "Parking", 20);
        await PauseAsync(longer, "Extension", 0.2);
        await SendAsync(fixture.Handler(), answered, $"orders/{order}/answer", new { text = "x" });
        Remember();

        await fixture.StepAsync(fixture.Dispatcher, again, "reopen", new { version = 6, reason = "x" });
        await fixture.StepAsync(fixture.Dispatcher, again, "dispatch", To(7, GrievancesFixture.Traffic));
        await fixture.StepAsync(fixture.Dispatcher, wrong, "dispatch", To(3, GrievancesFixture.Traffic));
        await fixture.StepAsync(fixture.Dispatcher, empty, "close", new { version = 3, outcome = "Unfounded" });
        await fixture.StepAsync(fixture.Dispatcher, double1, "merge", new { version = 2, into = double2 });
        var withdrawn = await OrderAsync(lifted);
        await SendAsync(Supervisor, lifted, $"orders/{withdrawn}/lift", new { text = "x" });
        Remember();

        await fixture.StepAsync(Traffic, again, "accept", new { version = 8 });
        await (await fixture.ResolveAsync(Traffic, again, 9, Pictures.Jpeg)).ReadAsync(200);
        await SolveAsync(wrong, Traffic, 4, true);
        await fixture.StepAsync(fixture.Dispatcher, double1, "split", new { version = 3, reason = "x" });
        return _moments;
    }

    private void Remember() => _moments.Add(TimeProvider.System.GetUtcNow());

    private static object To(int version, Guid unitId) => new { version, unitId };

    /// <summary>Reported some days ago, as far as anything in the database tells.</summary>
    private async Task<Guid> NewAsync(int days = 0, string category = "road.manhole")
    {
        var id = (await fixture.ReportAsync(category: category)).Id();
        await fixture.ScalarAsync<long>($"""
            with c as (update cases set reported_at = reported_at + interval '{days} days',
                unit_since = unit_since + interval '{days} days', unit_due_at = unit_due_at + interval '{days} days',
                rider_due_at = rider_due_at + interval '{days} days', changed_at = changed_at + interval '{days} days',
                response_due_at = response_due_at + interval '{days} days' where id = '{id}' returning 1),
            e as (update case_events set occurred_at = occurred_at + interval '{days} days'
                where case_id = '{id}' returning 1)
            select count(*) from c, e
            """);
        return id;
    }

    private async Task SolveAsync(Guid id, HttpClient handler, int version, bool satisfied)
    {
        await fixture.StepAsync(handler, id, "accept", new { version });
        await (await fixture.ResolveAsync(handler, id, version + 1, Pictures.Jpeg)).ReadAsync(200);
        await fixture.StepAsync(
            fixture.RiderClient, id, "callback", new
            {
                version = version + 2, solved = satisfied ? "Solved" : "Partly",
                satisfaction = satisfied ? "Satisfied" : "NotSatisfied",
            });
        await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = version + 3, outcome = "Solved" });
    }

    private async Task<Guid> OrderAsync(Guid id) =>
        (await SendAsync(Supervisor, id, "orders", new { reason = "请说明情况" })).Id();

    private async Task PauseAsync(Guid id, string kind, double days)
    {
        var until = TimeProvider.System.GetUtcNow().AddDays(days);
        var asked = await SendAsync(fixture.Handler(), id, "pauses", new { kind, reason = "等待配件", until });
        await SendAsync(Supervisor, id, $"pauses/{asked.Id()}/decision", new { approve = true });
    }

    private static async Task<JsonElement> SendAsync(HttpClient client, Guid id, string path, object body) =>
        await (await client.PostAsJsonAsync($"/api/v1/cases/{id}/{path}", body)).ReadAsync(200);
}
