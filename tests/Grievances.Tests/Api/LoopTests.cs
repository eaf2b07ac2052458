using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Harness;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>The main job over HTTP, from the report to the closed case, and the ways that leave it.</summary>
public sealed class LoopTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Fact]
    public async Task Case_FromReportToClosed()
    {
        var clue = await fixture.ReportAsync();
        var id = clue.Id();
        Assert.Equal(
            ("Dispatched", 2, "Major", "510104022"),
            (clue.Text("status"), clue.Number("version"), clue.Text("severity"), clue.Text("regionCode")));
        Assert.Equal(GrievancesFixture.Urban, clue.GetProperty("unit").Id());
        Assert.Matches(@"^XS\d{8}-\d{6,}$", clue.Text("number"));

        var handler = fixture.Handler();
        Assert.Equal("Accepted", (await fixture.StepAsync(handler, id, "accept", new { version = 2 })).Text("status"));
        var resolved = await (await fixture.ResolveAsync(handler, id, 3, Pictures.Jpeg)).ReadAsync(200);
        Assert.Equal(("Resolved", 4), (resolved.Text("status"), resolved.Number("version")));
        await fixture.StepAsync(
            fixture.RiderClient, id, "callback",
                new { version = 4, solved = "Solved", satisfaction = "Satisfied", comment = "很快" });
        var closed = await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = 5, outcome = "Solved" });
        Assert.Equal(("Closed", 6), (closed.Text("status"), closed.Number("version")));

        var timeline = await (await fixture.RiderClient.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200);
        Assert.Equal(
            ["Registered", "Dispatched", "Accepted", "Resolved", "CalledBack", "Closed"], timeline.EnumerateArray()
            .Select(e => e.Text("kind")));
        Assert.Contains("锦江区城管局", timeline[1].Text("text"), StringComparison.Ordinal);
        Assert.Equal("SpecificDuty", timeline[1].GetProperty("data").Text("rule"));
        Assert.Equal("Boundary", timeline[0].GetProperty("data").Text("locatedBy"));
        Assert.Equal(["Chosen", "DefaultOwner"], timeline[1].GetProperty("data").GetProperty("candidates")
            .EnumerateArray().Select(c => c.Text("reason")));
    }

    [Fact]
    public async Task Close_PublishesWhatPointsNeeds()
    {
        var id = (await fixture.ReportAsync(category: "environment.rubbish")).Id();
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 2, unitId = GrievancesFixture.Urban });
        var handler = fixture.Handler();
        await fixture.StepAsync(handler, id, "accept", new { version = 3 });
        await (await fixture.ResolveAsync(handler, id, 4, Pictures.Jpeg)).ReadAsync(200);
        await fixture.StepAsync(
            fixture.RiderClient, id, "callback",
                new { version = 5, solved = "NotSolved", satisfaction = "NotSatisfied" });
        await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = 6, outcome = "Solved" });

        // No queue is bound to case-closed here: a mandatory fact waits in the outbox, where we can read it.
        var payload =
            await fixture.ScalarAsync<string>(
            $"select payload from outbox where type = 'case-closed.v1' and key = '{id}'");
        var fact = JsonDocument.Parse(payload).RootElement;
        Assert.Equal(
            (GrievancesFixture.Rider, "Clue", "environment.rubbish", "Minor", "Solved", 7), (fact.Id("riderId"),
            fact.Text("kind"), fact.Text("category"), fact.Text("severity"), fact.Text("outcome"),
                fact.Number("caseVersion")));
    }

    [Fact]
    public async Task Return_GoesToTheDispatcher_AtMostTwice()
    {
        var id = (await fixture.ReportAsync()).Id();
        var (handler, dispatcher) = (fixture.Handler(), fixture.Dispatcher);
        foreach (var version in (int[])[2, 4])
        {
            var returned = await fixture.StepAsync(handler, id, "return", GrievancesFixture.Return(version, "不属于本单位"));
            Assert.Equal(
                ("Returned", JsonValueKind.Null), (returned.Text("status"), returned.GetProperty("unit").ValueKind));
            await (await handler.GetAsync($"/api/v1/cases/{id}")).ProblemAsync(404, "NotFound");
            await fixture.StepAsync(
                dispatcher, id, "dispatch",
                new { version = version + 1, unitId = GrievancesFixture.Urban, note = "请接单" });
        }

        var third = await handler.PostAsJsonAsync($"/api/v1/cases/{id}/return", GrievancesFixture.Return(6, "再退"));
        var problem = await third.ProblemAsync(409, "TooManyReturns");
        Assert.Equal(GrievancesFixture.Urban, problem.GetProperty("currentOwner").Id());
        await fixture.StepAsync(handler, id, "accept", new { version = 6 });
    }

    [Fact]
    public async Task Reopen_TakesTheCaseUpAgain()
    {
        var id = (await fixture.ReportAsync()).Id();
        var (handler, dispatcher) = (fixture.Handler(), fixture.Dispatcher);
        await fixture.StepAsync(handler, id, "accept", new { version = 2 });
        await (await fixture.ResolveAsync(handler, id, 3, Pictures.Jpeg)).ReadAsync(200);
        await (await dispatcher.PostAsJsonAsync($"/api/v1/cases/{id}/close", new { version = 4, outcome = "Solved" }))
            .ProblemAsync(409, "TooEarly");
        await fixture.StepAsync(
            fixture.RiderClient, id, "callback",
                new { version = 4, solved = "NotSolved", satisfaction = "NotSatisfied", comment = "还在" });
        await fixture.StepAsync(dispatcher, id, "reopen", new { version = 5, reason = "骑手不满意" });
        var again =
            await fixture.StepAsync(dispatcher, id, "dispatch", new { version = 6, unitId = GrievancesFixture.Urban });
        Assert.Equal(("Dispatched", 7), (again.Text("status"), again.Number("version")));
    }

    [Fact]
    public async Task Step_SentAgain_AnswersAsTheFirstTime()
    {
        var id = (await fixture.ReportAsync()).Id();
        var handler = fixture.Handler();
        var first = await fixture.StepAsync(handler, id, "return", GrievancesFixture.Return(2, "不属于本单位"));
        Assert.Equal(
            first.GetRawText(), (await fixture.StepAsync(handler, id, "return", GrievancesFixture.Return(2, "不属于本单位")))
            .GetRawText());
        await (await handler.PostAsJsonAsync($"/api/v1/cases/{id}/return", GrievancesFixture.Return(2, "另一个原因")))
            .ProblemAsync(404, "NotFound");
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 3, unitId = GrievancesFixture.Urban });
        await fixture.StepAsync(handler, id, "accept", new { version = 4 });
        var resolved = await (await fixture.ResolveAsync(handler, id, 5, Pictures.Jpeg)).ReadAsync(200);
        Assert.Equal(
            resolved.GetRawText(), (await (await fixture.ResolveAsync(handler, id, 5, Pictures.Jpeg)).ReadAsync(200))
            .GetRawText());
        Assert.Equal(1, await fixture.ScalarAsync<long>($"select count(*) from case_photos where case_id = '{id}'"));
    }

    [Fact]
    public async Task Dispatch_ToAUnitElsewhere_IsRefused()
    {
        var id = (await fixture.ReportAsync()).Id();
        await (await fixture.Dispatcher.PostAsJsonAsync(
            $"/api/v1/cases/{id}/dispatch", new { version = 2, unitId = GrievancesFixture.UrbanOfLeshan }))
            .ProblemAsync(400, "Invalid");
        await (await fixture.Dispatcher.PostAsJsonAsync(
            $"/api/v1/cases/{id}/dispatch", new { version = 2, unitId = Guid.CreateVersion7() }))
            .ProblemAsync(400, "Invalid");
        await (await fixture.Dispatcher.PostAsJsonAsync($"/api/v1/cases/{id}/dispatch", new { version = 2 }))
            .ProblemAsync(400, "Invalid");
    }

    [Fact]
    public async Task Model_HasNoPendingChange() =>
        Assert.False(
            await fixture.WithAsync<GrievancesDb, bool>(db => Task.FromResult(db.Database.HasPendingModelChanges())));

    [Fact]
    public async Task Outbox_OfARoutedReport_IsPublished()
    {
        var id = (await fixture.ReportAsync()).Id();
        await Eventually.IsAsync(() =>
            fixture.ScalarAsync<long>($"select count(*) from outbox where key = '{id}'"), left => left == 0);
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from outbox_parked"));
    }
}
