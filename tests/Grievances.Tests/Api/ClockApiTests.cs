using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>The two clocks of a case, from its report through returning and reopening to its closing.</summary>
public sealed class ClockApiTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Fact]
    public async Task UnitsClock_StopsAtResolve_RidersAtClose_AndReopeningStartsTheUnitsAnew()
    {
        var clue = await fixture.ReportAsync();
        var (id, reported) = (clue.Id(), clue.GetProperty("reportedAt").GetDateTimeOffset());
        var clocks = await ClocksAsync(id);
        Assert.Equal((reported, reported.AddHours(24), "Running"), Of(clocks, "rider"));
        Assert.Equal((reported, reported.AddHours(2), "Running"), Of(clocks, "unit"));

        var handler = fixture.Handler();
        await fixture.StepAsync(handler, id, "accept", new { version = 2 });
        await (await fixture.ResolveAsync(handler, id, 3, Pictures.Jpeg)).ReadAsync(200);
        clocks = await ClocksAsync(id);
        Assert.Equal(("Running", "Stopped"), (Of(clocks, "rider").State, Of(clocks, "unit").State));

        await fixture.StepAsync(
            fixture.RiderClient, id, "callback",
                new { version = 4, solved = "NotSolved", satisfaction = "NotSatisfied" });
        await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = 5, outcome = "Solved" });
        clocks = await ClocksAsync(id);
        Assert.Equal(("Stopped", "Stopped"), (Of(clocks, "rider").State, Of(clocks, "unit").State));
        Assert.Equal(JsonValueKind.String, clocks.GetProperty("rider").GetProperty("stoppedAt").ValueKind);

        await fixture.StepAsync(fixture.Dispatcher, id, "reopen", new { version = 6, reason = "仍在" });
        clocks = await ClocksAsync(id);
        Assert.Equal((reported, reported.AddHours(24), "Running"), Of(clocks, "rider"));
        Assert.Equal(JsonValueKind.Null, clocks.GetProperty("unit").ValueKind);
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 7, unitId = GrievancesFixture.Urban });
        Assert.True(Of(await ClocksAsync(id), "unit").Started > reported);
    }

    [Fact]
    public async Task UnitsClock_GainsNothingFromReturningInCircles()
    {
        var clue = await fixture.ReportAsync();
        var (id, reported) = (clue.Id(), clue.GetProperty("reportedAt").GetDateTimeOffset());
        await fixture.StepAsync(fixture.Handler(), id, "return", GrievancesFixture.Return(2, "不属于本单位"));
        Assert.Equal(JsonValueKind.Null, (await ClocksAsync(id)).GetProperty("unit").ValueKind);
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 3, unitId = GrievancesFixture.Traffic });
        Assert.True(Of(await ClocksAsync(id), "unit").Started > reported);
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 4, unitId = GrievancesFixture.Urban });
        Assert.Equal(reported, Of(await ClocksAsync(id), "unit").Started);
    }

    [Fact]
    public async Task Clocks_StandInTheListToo()
    {
        var id = (await fixture.ReportAsync()).Id();
        var items = (await (await fixture.Dispatcher.GetAsync("/api/v1/cases?size=200")).ReadAsync(200))
            .GetProperty("items").EnumerateArray();
        var listed = items.Single(c => c.Id() == id).GetProperty("clocks");
        Assert.Equal("Running", listed.GetProperty("unit").Text("state"));
    }

    /// <summary>DIGIT restarts a clock with every edit.</summary>
    [Fact]
    public async Task Digit_WhatIsNoDispatch_MovesNoDeadline()
    {
        var id = (await fixture.ReportAsync()).Id();
        var before = await DuesAsync(id);
        await fixture.StepAsync(fixture.Handler(), id, "return", GrievancesFixture.Return(2, "x"));
        Assert.Equal(before[..2], (await DuesAsync(id))[..2]);
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 3, unitId = GrievancesFixture.Urban, note = "请看说明" });
        Assert.Equal(before, await DuesAsync(id));
        var handler = fixture.Handler();
        await fixture.StepAsync(handler, id, "accept", new { version = 4 });
        await (await fixture.ResolveAsync(handler, id, 5, Pictures.Jpeg)).ReadAsync(200);
        await fixture.StepAsync(
            fixture.RiderClient, id, "callback",
                new { version = 6, solved = "NotSolved", satisfaction = "NotSatisfied", comment = "x" });
        Assert.Equal(before, await DuesAsync(id));
        await fixture.StepAsync(fixture.Dispatcher, id, "reopen", new { version = 7, reason = "x" });
        Assert.Equal(before[..2], (await DuesAsync(id))[..2]);
    }

    [Fact]
    public async Task MattersOfTheDesk_AreReckonedInWorkDays()
    {
        var clue = await fixture.ReportAsync(category: "access.compound");
        var rider = (await ClocksAsync(clue.Id())).GetProperty("rider");
        Assert.Equal("WorkDays", rider.Text("mode"));
        Assert.Equal(7 * 450, rider.GetProperty("ownRemainingMinutes").GetInt64());
        Assert.Equal(10, rider.GetProperty("dueAt").GetDateTimeOffset().Hour);
        Assert.StartsWith("7 个工作日", rider.GetProperty("why").Text("zh"), StringComparison.Ordinal);
    }

    private async Task<DateTime?[]> DuesAsync(Guid id)
    {
        var row = await fixture.WithAsync<GrievancesDb, CaseRow>(db => db.Cases.AsNoTracking().SingleAsync(
            c => c.Id == id));
        return [row.RiderDueAt.UtcDateTime, row.ResponseDueAt.UtcDateTime, row.UnitDueAt?.UtcDateTime];
    }

    private async Task<JsonElement> ClocksAsync(Guid id) =>
        (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200)).GetProperty("case")
            .GetProperty("clocks");

    private static (DateTimeOffset Started, DateTimeOffset Due, string? State) Of(JsonElement clocks, string name)
    {
        var clock = clocks.GetProperty(name);
        return (clock.GetProperty("startedAt").GetDateTimeOffset(), clock.GetProperty("dueAt").GetDateTimeOffset(),
            clock.Text("state"));
    }
}
