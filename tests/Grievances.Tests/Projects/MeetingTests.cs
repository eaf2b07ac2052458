using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Projects;

/// <summary>Minutes become cases, once, and show what became of them.</summary>
[Collection(ProjectCity.Name)]
public sealed class MeetingTests(ProjectCity city)
{
    private static object Minutes(params object[] items) => new
    {
        kind = "Forum", heldOn = "2026-11-20", place = "骑手之家", regionCode = "510104022", participants = "骑手 12 人",
        items,
    };

    [Fact]
    public async Task Items_BecomeCases_InOneRequest_HoweverOftenItIsSent()
    {
        var account = Guid.CreateVersion7();
        var replica = await city.StartReplicaAsync();
        var body = Minutes(
            new { text = "小区东门进不去", category = "access.compound", becomes = "Case" },
            new { text = "没地方停车", category = "access.parking", regionCode = "510104017", becomes = "Case" },
            new { text = "感谢驿站", becomes = "Note" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var client = city.ClientFor(account, null, new Grant(Roles.Secretary, "510104", null));
            client.BaseAddress = i % 2 == 0 ? city.Address : replica.Address;
            client.DefaultRequestHeaders.Add("Idempotency-Key", "minutes-1");
            return await (await client.PostAsJsonAsync("/api/v1/meetings", body)).ReadAsync(201);
        }));
        Assert.Single(answers.Select(a => a.Id()).Distinct());
        var items = answers[0].GetProperty("items").EnumerateArray().ToList();
        Assert.Equal((3, JsonValueKind.Null), (items.Count, items[2].GetProperty("case").ValueKind));
        var first = items[0].GetProperty("case");
        Assert.Equal(
            ("Dispatched", GrievancesFixture.Committee), (first.Text("status"), first.GetProperty("unit").Id()));
        var made = (await (await city.Dispatcher.GetAsync($"/api/v1/cases/{first.Id()}")).ReadAsync(200))
            .GetProperty("case");
        Assert.Equal(("ForumItem", "510104022", "小区东门进不去"),
            (made.Text("kind"), made.Text("regionCode"), made.Text("text")));
        Assert.Equal(2L, await city.ScalarAsync<long>($"select count(*) from cases where registered_by = '{account}'"));

        var committee = city.ClientFor(null, new Grant(Roles.Handler, "510104", GrievancesFixture.Committee));
        await city.StepAsync(committee, first.Id(), "accept", new { version = 2 });
        var shown = await (await city.Dispatcher.GetAsync($"/api/v1/meetings/{answers[0].Id()}")).ReadAsync(200);
        var now = shown.GetProperty("items")[0].GetProperty("case");
        Assert.Equal(("Accepted", true), (now.Text("status"), now.GetProperty("visible").GetBoolean()));
        var list = await (await city.Secretary.GetAsync("/api/v1/meetings?kind=Forum&region=510104")).ReadAsync(200);
        Assert.Contains(list.GetProperty("items").EnumerateArray(), m => m.Id() == answers[0].Id());
        var leshan = city.ClientFor(null, new Grant(Roles.Dispatcher, "5111", null));
        await (await leshan.GetAsync($"/api/v1/meetings/{answers[0].Id()}")).ProblemAsync(404, "NotFound");
        await (await city.Handler().GetAsync("/api/v1/meetings")).ProblemAsync(403, "Forbidden");
    }

    [Fact]
    public async Task OneWrongItem_AndNothingIsRegistered()
    {
        var before = await city.ScalarAsync<long>("select count(*) from cases");
        var answer = await city.Secretary.PostAsJsonAsync("/api/v1/meetings", Minutes(
            new { text = "好的", category = "access.compound", becomes = "Case" },
            new { text = "", category = "road.manhole", becomes = "Case" },
            new { text = "别处", category = "access.compound", regionCode = "510105", becomes = "Case" },
            new { text = "x", becomes = "Whatever" }));
        var errors = (await answer.ProblemAsync(400, "Invalid")).GetProperty("errors");
        Assert.Equal(["items[1].category", "items[1].text", "items[2].regionCode", "items[3].becomes"],
            errors.EnumerateObject().Select(e => e.Name));
        Assert.Equal(before, await city.ScalarAsync<long>("select count(*) from cases"));
        await (await city.Secretary.PostAsJsonAsync("/api/v1/meetings", new { })).ProblemAsync(400, "Invalid");
        await (await city.Secretary.PostAsJsonAsync("/api/v1/meetings", Minutes())).ProblemAsync(400, "Invalid");
    }
}
