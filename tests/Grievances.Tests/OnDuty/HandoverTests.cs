using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.OnDuty;

/// <summary>At a shift's end: what is open, kept as it was, and taken over by one person.</summary>
public sealed class HandoverTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private const string Path = "/api/v1/handovers";
    private static readonly Guid A = Guid.CreateVersion7();

    [Fact]
    public async Task HandOver_KeepsTheListAsItWas_AndIsConfirmedByOne()
    {
        await fixture.RosterAsync(GrievancesFixture.Urban, [new(A, "甲")]);
        var id = (await fixture.ReportAsync()).Id();
        var handler = fixture.Handler(A);
        var now = await ShowAsync(handler);
        Assert.Equal(["甲"], now.GetProperty("onDuty").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal("NotAcknowledged,DueNextShift 甲", WhyOf(now, id));
        await fixture.StepAsync(handler, id, "accept", new { version = 2 });
        var task = await fixture.StepAsync(
            handler, id, "co-tasks", new { unitId = GrievancesFixture.Traffic, text = "疏导" });
        Assert.Equal("DueNextShift,WaitsOnOthers ", WhyOf(await ShowAsync(handler), id));

        await (await HandAsync(handler, new string('长', 2001))).ProblemAsync(400, "Invalid");
        var handed = await (await HandAsync(handler, "井盖待到货")).ReadAsync(200);
        Assert.Equal("甲", handed.Text("fromName"));
        await (await HandAsync(fixture.Handler(), "再交")).ProblemAsync(409, "NotConfirmedYet");
        await (await ConfirmAsync(handler, handed)).ProblemAsync(409, "NotYourself");
        await (await fixture.ResolveAsync(fixture.Handler(), id, 3, Pictures.Jpeg)).ProblemAsync(409, "OpenTasks");
        await fixture.StepAsync(handler, id, $"co-tasks/{task.Id()}/cancel", new { note = "道路已通" });
        await (await fixture.ResolveAsync(handler, id, 3, Pictures.Jpeg)).ReadAsync(200);

        var others = Enumerable.Range(0, 8).Select(_ => fixture.Handler()).ToList();
        var answers = await Task.WhenAll(others.Select(o => ConfirmAsync(o, handed)));
        Assert.Single(answers, a => (int)a.StatusCode == 200);
        Assert.Equal(7, answers.Count(a => (int)a.StatusCode == 409));
        var winner = others[Array.FindIndex(answers, a => (int)a.StatusCode == 200)];
        await (await ConfirmAsync(winner, handed)).ReadAsync(200);
        var shown = await ShowAsync(fixture.Dispatcher);
        Assert.DoesNotContain(shown.GetProperty("list").EnumerateArray(), i => i.Id("caseId") == id);
        var kept = shown.GetProperty("handovers")[0];
        Assert.Equal(("井盖待到货", "承办员"), (kept.Text("notes"), kept.Text("confirmedName")));
        Assert.Equal("DueNextShift,WaitsOnOthers ", WhyOf(kept, id));
    }

    [Fact]
    public async Task AnotherUnits_AreNotThere()
    {
        var police = fixture.ClientFor(
            Guid.CreateVersion7(), null, new Grant(Roles.Handler, "510104", GrievancesFixture.Traffic));
        var leshan = fixture.ClientFor(null, new Grant(Roles.Dispatcher, "5111", null));
        var handed = await (await police.PostAsJsonAsync(
            Path, new { unit = GrievancesFixture.Traffic, notes = "" })).ReadAsync(200);
        foreach (var who in new[] { fixture.Handler(), leshan })
        {
            await (await who.GetAsync($"{Path}?unit={GrievancesFixture.Traffic}")).ProblemAsync(404, "NotFound");
            await (await who.PostAsJsonAsync(
                Path, new { unit = GrievancesFixture.Traffic })).ProblemAsync(404, "NotFound");
            await (await ConfirmAsync(who, handed)).ProblemAsync(404, "NotFound");
        }

        await (await police.GetAsync(Path)).ProblemAsync(404, "NotFound");
        await (await fixture.RiderClient.GetAsync($"{Path}?unit={GrievancesFixture.Traffic}"))
            .ProblemAsync(403, "Forbidden");
    }

    private static async Task<JsonElement> ShowAsync(HttpClient who) =>
        await (await who.GetAsync($"{Path}?unit={GrievancesFixture.Urban}")).ReadAsync(200);

    private static Task<HttpResponseMessage> HandAsync(HttpClient who, string notes) =>
        who.PostAsJsonAsync(Path, new { unit = GrievancesFixture.Urban, notes });

    private static Task<HttpResponseMessage> ConfirmAsync(HttpClient who, JsonElement handed) =>
        who.PostAsJsonAsync($"{Path}/{handed.Id()}/confirmation", new { });

    private static string WhyOf(JsonElement of, Guid id)
    {
        var item = of.GetProperty("list").EnumerateArray().Single(i => i.Id("caseId") == id);
        var why = item.GetProperty("why").EnumerateArray().Select(w => w.GetString());
        return $"{string.Join(',', why)} {item.Text("called")}";
    }
}
