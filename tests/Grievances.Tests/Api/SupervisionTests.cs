using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>Reminders, supervise orders and the board.</summary>
public sealed class SupervisionTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private HttpClient Supervisor => fixture.ClientFor(null, new Grant(Roles.Supervisor, "5101", null));

    [Fact]
    public async Task Order_IsIssued_Answered_Counted_AndPartOfTheRecord()
    {
        var id = (await fixture.ReportAsync()).Id();
        var order = await IssueAsync(id);
        Assert.Equal(("Open", GrievancesFixture.Urban), (order.Text("state"), order.GetProperty("unit").Id()));
        Assert.Equal("Open", (await OrdersAsync(fixture.Handler(), "?state=open"))[0].Text("state"));
        var board = (await BoardAsync(Supervisor)).Single(r => r.GetProperty("unit").Id() == GrievancesFixture.Urban);
        Assert.True(board.Number("ordersOpen") >= 1);

        var handler = fixture.Handler();
        var path = $"/api/v1/cases/{id}/orders/{order.Id()}";
        var answered = await (await handler.PostAsJsonAsync($"{path}/answer", new { text = "明日安装" })).ReadAsync(200);
        Assert.Equal(("Answered", "明日安装"), (answered.Text("state"), answered.Text("answer")));
        await (await handler.PostAsJsonAsync($"{path}/answer", new { text = "明日安装" })).ReadAsync(200);
        await (await handler.PostAsJsonAsync($"{path}/answer", new { text = "另一个" })).ProblemAsync(409, "OrderNotOpen");
        await (await handler.PostAsJsonAsync($"{path}/lift", new { text = "x" })).ProblemAsync(403, "Forbidden");
        var lifted = await (await Supervisor.PostAsJsonAsync($"{path}/lift", new { text = "已办" })).ReadAsync(200);
        Assert.Equal("Lifted", lifted.Text("state"));

        var kinds = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200))
            .EnumerateArray().Select(s => s.Text("kind"));
        Assert.Equal(["Registered", "Dispatched", "OrderIssued", "OrderAnswered", "OrderLifted"], kinds);
        var statistics = await (await fixture.Dispatcher.GetAsync("/api/v1/cases/statistics?region=510104"))
            .ReadAsync(200);
        var supervised = statistics.GetProperty("total").GetProperty("supervised").GetProperty("numerator");
        var listed = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases?{supervised.Text("list")}"))
            .ReadAsync(200);
        Assert.Equal(supervised.Number("count"), listed.Number("total"));
        Assert.Contains(listed.GetProperty("items").EnumerateArray(), c => c.Id() == id);
    }

    [Fact]
    public async Task UnansweredOrders_StandFirst()
    {
        var (first, second) = ((await fixture.ReportAsync()).Id(), (await fixture.ReportAsync()).Id());
        var order = await IssueAsync(first);
        await IssueAsync(second);
        await (await fixture.Handler().PostAsJsonAsync(
            $"/api/v1/cases/{first}/orders/{order.Id()}/answer", new { text = "x" })).ReadAsync(200);
        var states = (await OrdersAsync(Supervisor, "?size=200")).Select(o => o.Text("state")).ToList();
        Assert.Equal(states.OrderBy(s => s != "Open"), states);
        Assert.Contains("Open", states);
    }

    [Fact]
    public async Task Reminder_IsTheRidersOnceADay_AndTheDispatchersAnyTime()
    {
        var id = (await fixture.ReportAsync()).Id();
        var path = $"/api/v1/cases/{id}/reminders";
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            fixture.RiderClient.PostAsJsonAsync(path, new { note = "还没修" })));
        Assert.Single(answers, a => (int)a.StatusCode == 200);
        await (await fixture.RiderClient.PostAsJsonAsync(path, new { })).ProblemAsync(409, "RemindedToday");
        foreach (var _ in (int[])[1, 2])
        {
            await (await fixture.Dispatcher.PostAsJsonAsync(path, new { })).ReadAsync(200);
        }

        await (await fixture.Handler().PostAsJsonAsync(path, new { })).ProblemAsync(403, "Forbidden");
        await fixture.StepAsync(fixture.Dispatcher, id, "return", GrievancesFixture.Return(2, "x"), 403);
        var kinds = (await (await fixture.RiderClient.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200))
            .EnumerateArray().Select(s => s.Text("kind"));
        Assert.Equal(["Registered", "Dispatched", "Reminded", "Reminded", "Reminded"], kinds);
    }

    [Fact]
    public async Task Strangers_SeeAndDoNothing()
    {
        var id = (await fixture.ReportAsync()).Id();
        var order = (await IssueAsync(id)).Id();
        var leshan = fixture.ClientFor(null, new Grant(Roles.Supervisor, "5111", null));
        var traffic = fixture.ClientFor(null, new Grant(Roles.Handler, "510104", GrievancesFixture.Traffic));
        foreach (var stranger in (HttpClient[])[leshan, traffic])
        {
            Assert.DoesNotContain(await OrdersAsync(stranger, "?size=200"), o => o.Id() == order);
            Assert.DoesNotContain(await BoardAsync(stranger), r =>
                r.GetProperty("unit").ValueKind == JsonValueKind.Object
                    && r.GetProperty("unit").Id() == GrievancesFixture.Urban);
        }

        await (await leshan.PostAsJsonAsync($"/api/v1/cases/{id}/orders", new { reason = "x" }))
            .ProblemAsync(404, "NotFound");
        await (await traffic.PostAsJsonAsync($"/api/v1/cases/{id}/orders/{order}/answer", new { text = "x" }))
            .ProblemAsync(404, "NotFound");
        await (await fixture.Dispatcher.PostAsJsonAsync(
            $"/api/v1/cases/{id}/orders/{order}/answer", new { text = "x" }))
            .ProblemAsync(403, "Forbidden");
        await (await fixture.Dispatcher.PostAsJsonAsync($"/api/v1/cases/{id}/orders", new { reason = "x" }))
            .ProblemAsync(403, "Forbidden");
        await (await Supervisor.PostAsJsonAsync($"/api/v1/cases/{id}/orders", new { })).ProblemAsync(400, "Invalid");
        await (await Supervisor.GetAsync("/api/v1/supervision/orders?state=late")).ProblemAsync(400, "Invalid");
        await (await fixture.RiderClient.GetAsync("/api/v1/supervision/board")).ProblemAsync(403, "Forbidden");
    }

    private async Task<JsonElement> IssueAsync(Guid id) => await (await Supervisor.PostAsJsonAsync(
        $"/api/v1/cases/{id}/orders", new { reason = "请说明情况" })).ReadAsync(200);

    private static async Task<List<JsonElement>> OrdersAsync(HttpClient client, string query) =>
        [.. (await (await client.GetAsync($"/api/v1/supervision/orders{query}")).ReadAsync(200)).GetProperty("items")
            .EnumerateArray()];

    private static async Task<List<JsonElement>> BoardAsync(HttpClient client) =>
        [.. (await (await client.GetAsync("/api/v1/supervision/board")).ReadAsync(200)).GetProperty("units")
            .EnumerateArray().Where(r => r.GetProperty("unit").ValueKind == JsonValueKind.Object)];
}
