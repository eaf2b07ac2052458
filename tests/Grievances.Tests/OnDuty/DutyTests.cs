using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.OnDuty;

/// <summary>
/// Whoever is on duty is called, must acknowledge, and is passed over for the next where they do not.
/// </summary>
public sealed class DutyTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static readonly Guid A = Guid.CreateVersion7();
    private static readonly Guid B = Guid.CreateVersion7();
    private static readonly DutyPerson[] Both = [new(A, "甲"), new(B, "乙")];

    [Theory]
    [InlineData("2026-11-23T02:00Z", Severity.Ordinary, null)]
    [InlineData("2026-11-23T02:00Z", Severity.Major, "甲")]
    [InlineData("2026-11-23T14:00Z", Severity.Ordinary, "甲")]
    [InlineData("2026-11-22T02:00Z", Severity.Minor, "甲")]
    [InlineData("2026-10-01T02:00Z", Severity.Minor, "甲")]
    [InlineData("2027-11-22T14:00Z", Severity.Minor, "Gap")]
    public void Called_AtNightAndWhenUrgent(string at, Severity severity, string? expected)
    {
        var now = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var roster = new UnitRoster(
            [new(new(2026, 1, 1, 0, 0, 0, default), new(2027, 1, 1, 0, 0, 0, default), Both)], null!);
        var decision = DutyDecision.Of(roster, severity, WorkCalendar.Standard(), now);
        Assert.Equal(expected, decision.First?.Name ?? decision.Why);
        Assert.Equal(
            expected is null ? null : Nobody.NoRoster,
            DutyDecision.Of(null, severity, WorkCalendar.Standard(), now).Why);
    }

    [Fact]
    public async Task Unanswered_TheNextIsCalled_ThenOneOrder_HoweverManyReplicasLook()
    {
        await fixture.RosterAsync(GrievancesFixture.Urban, Both);
        await fixture.ParentAsync();
        var clue = await fixture.ReportAsync();
        var (id, at) = (clue.Id(), clue.GetProperty("reportedAt").GetDateTimeOffset());
        var duty = await DutyAsync(fixture.Handler(A), id);
        Assert.True(duty.GetProperty("mine").GetBoolean());
        Assert.Equal(["甲 Called"], States(duty));
        Assert.Equal(5, duty.GetProperty("calls")[0].Number("remainingMinutes"));
        Assert.Equal(0, await SweepAsync(at.AddMinutes(5).AddSeconds(-1)));
        Assert.Equal(1, (await AtOnceAsync(at.AddMinutes(5))).Sum());
        duty = await DutyAsync(fixture.Handler(A), id);
        Assert.False(duty.GetProperty("mine").GetBoolean());
        Assert.Equal(["甲 Missed", "乙 Called"], States(duty));
        var refused = await (await AcknowledgeAsync(fixture.Handler(A), id)).ProblemAsync(409, "OtherIsCalled");
        Assert.Equal(B, refused.GetProperty("currentOwner").Id());
        Assert.Equal(1, (await AtOnceAsync(at.AddMinutes(11))).Sum());
        await AtOnceAsync(at.AddDays(2));
        Assert.Equal(["甲 Missed", "乙 Missed"], States(await DutyAsync(fixture.Dispatcher, id)));
        Assert.Equal(1, await fixture.ScalarAsync<long>($"""
            select count(*) from supervise_orders
            where case_id = '{id}' and overseer_id = '{GrievancesFixture.Committee}'
            """));
        await (await AcknowledgeAsync(fixture.Handler(B), id)).ProblemAsync(409, "AcknowledgedTooLate");
        Assert.Equal(["DutyCalled", "DutyMissed", "DutyCalled", "DutyMissed"], await KindsAsync(id));
        await (await fixture.ClientFor(Guid.CreateVersion7(), null, new Grant(
            Roles.Handler, "510104", GrievancesFixture.Traffic)).GetAsync($"/api/v1/cases/{id}/duty")).ReadAsync(404);
    }

    [Fact]
    public async Task Acknowledged_By16AtOnce_IsOnePersons_AndNobodyElseIsCalled()
    {
        await fixture.RosterAsync(GrievancesFixture.Urban, Both);
        var clue = await fixture.ReportAsync();
        var (id, at) = (clue.Id(), clue.GetProperty("reportedAt").GetDateTimeOffset());
        var answers = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(i => AcknowledgeAsync(fixture.Handler(i % 2 == 0 ? A : B), id)));
        Assert.Equal(8, answers.Count(a => (int)a.StatusCode == 200));
        Assert.Equal(8, answers.Count(a => (int)a.StatusCode == 409));
        var refused = await (await AcknowledgeAsync(fixture.Handler(B), id)).ProblemAsync(409, "AlreadyAcknowledged");
        Assert.Equal("甲", refused.GetProperty("currentOwner").Text("name"));
        await AtOnceAsync(at.AddDays(2));
        Assert.Equal(["甲 Acknowledged"], States(await DutyAsync(fixture.Handler(B), id)));
        Assert.Equal(["DutyCalled", "DutyAcknowledged"], await KindsAsync(id));
    }

    [Fact]
    public async Task AfterTwoDaysOfDowntime_EachIsPassedOverOnce_AndAcceptingCountsAsAcknowledged()
    {
        await fixture.RosterAsync(GrievancesFixture.Urban, Both);
        var (first, second, accepted) = (await fixture.ReportAsync(), await fixture.ReportAsync(),
            await fixture.ReportAsync());
        await fixture.StepAsync(fixture.Handler(), accepted.Id(), "accept", new { version = 2 });
        await (await AcknowledgeAsync(fixture.Handler(A), accepted.Id())).ProblemAsync(409, "CaseMovedOn");
        var back = first.GetProperty("reportedAt").GetDateTimeOffset().AddDays(2);
        Assert.Equal(3, (await AtOnceAsync(back)).Sum());
        foreach (var id in new[] { first.Id(), second.Id() })
        {
            Assert.Equal(["甲 Missed", "乙 Called"], States(await DutyAsync(fixture.Dispatcher, id)));
        }

        Assert.Equal(["甲 Over"], States(await DutyAsync(fixture.Dispatcher, accepted.Id())));
        Assert.Equal(0, await fixture.ScalarAsync<long>(
            $"select count(*) from supervise_orders where case_id = '{accepted.Id()}'"));
        await AtOnceAsync(back.AddDays(1));
    }

    [Fact]
    public async Task Secretary_WhoIsCalled_SeesTheCallAndAcknowledges_AndNobodyElseDoes()
    {
        var (who, grant) = (Guid.CreateVersion7(), new Grant(Roles.Secretary, "5101", null));
        await fixture.RosterAsync(GrievancesFixture.Urban, [new(who, "丙")]);
        var id = (await fixture.ReportAsync()).Id();
        var (called, other) = (fixture.ClientFor(who, null, grant), fixture.ClientFor(null, grant));
        await (await AcknowledgeAsync(other, id)).ProblemAsync(404, "NotFound");
        Assert.Empty((await (await other.GetAsync("/api/v1/cases/duty-calls")).ReadAsync(200)).EnumerateArray());
        var mine = (await (await called.GetAsync("/api/v1/cases/duty-calls")).ReadAsync(200)).EnumerateArray();
        Assert.Equal(id, Assert.Single(mine).Id("caseId"));
        Assert.Equal("Acknowledged", (await (await AcknowledgeAsync(called, id)).ReadAsync(200)).Text("state"));
        await (await AcknowledgeAsync(called, id)).ReadAsync(200);
        Assert.Empty((await (await called.GetAsync("/api/v1/cases/duty-calls")).ReadAsync(200)).EnumerateArray());
        await (await called.GetAsync($"/api/v1/cases/{id}")).ReadAsync(404);
    }

    [Fact]
    public async Task DispatchedByHand_CallsAnew_AndNobodyOnDutyIsSaid()
    {
        await fixture.RosterAsync(GrievancesFixture.Urban, Both);
        var id = (await fixture.ReportAsync(category: "road.signal")).Id();
        Assert.StartsWith("无人值班：该单位没有值班表", await NobodyAsync(id), StringComparison.Ordinal);
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 2, unitId = GrievancesFixture.Urban });
        Assert.Equal(["甲 Called"], States(await DutyAsync(fixture.Dispatcher, id)));
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 3, unitId = GrievancesFixture.Traffic });
        Assert.Empty(States(await DutyAsync(fixture.Dispatcher, id)));
        Assert.StartsWith("无人值班", await NobodyAsync(id), StringComparison.Ordinal);
        await (await AcknowledgeAsync(fixture.Handler(A), id)).ReadAsync(404);
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 4, unitId = GrievancesFixture.Urban });
        Assert.Equal(["甲 Called"], States(await DutyAsync(fixture.Dispatcher, id)));
        await fixture.RosterAsync(GrievancesFixture.Urban, []);
        await fixture.StepAsync(fixture.Handler(A), id, "return", GrievancesFixture.Return(5, "x"));
        await fixture.StepAsync(fixture.Dispatcher, id, "refuse-return", new { version = 6, reason = "属你单位" });
        Assert.StartsWith("无人值班：值班表此时段缺岗", (await DutyAsync(fixture.Dispatcher, id))
            .GetProperty("nobody").Text("zh"), StringComparison.Ordinal);
        await (await AcknowledgeAsync(fixture.Dispatcher, id)).ProblemAsync(409, "CaseMovedOn");
        Assert.Equal(0, await fixture.ScalarAsync<long>(
            $"select count(*) from supervise_orders where case_id = '{id}'"));
    }

    private static Task<HttpResponseMessage> AcknowledgeAsync(HttpClient who, Guid id) =>
        who.PostAsJsonAsync($"/api/v1/cases/{id}/acknowledge", new { });

    private static async Task<JsonElement> DutyAsync(HttpClient who, Guid id) =>
        await (await who.GetAsync($"/api/v1/cases/{id}/duty")).ReadAsync(200);

    private static string[] States(JsonElement duty) =>
        [.. duty.GetProperty("calls").EnumerateArray().Select(c => $"{c.Text("name")} {c.Text("state")}")];

    private async Task<string> NobodyAsync(Guid id) =>
        (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/candidates")).ReadAsync(200))
            .GetProperty("dispatched").GetProperty("nobody").Text("zh")!;

    private async Task<string[]> KindsAsync(Guid id) =>
        [.. (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/timeline")).ReadAsync(200))
            .EnumerateArray().Select(s => s.Text("kind")!).Where(k => k.StartsWith("Duty", StringComparison.Ordinal))];

    private Task<int[]> AtOnceAsync(DateTimeOffset at) =>
        Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepAsync(at)));

    /// <summary>As a replica would at that moment.</summary>
    private Task<int> SweepAsync(DateTimeOffset at) => new DutySweep(
        fixture.Services.GetRequiredService<IServiceScopeFactory>(),
        fixture.Services.GetRequiredService<DirectoryCopy>(), new Standing(at), NullLogger<DutySweep>.Instance)
        .SweepAsync(CancellationToken.None);

    private sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
