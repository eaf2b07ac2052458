using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.Harness;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>Clocks reach their levels: each is told once, whoever looks, however late.</summary>
public sealed class TimerTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static readonly string[] All = ["Warn", "Yellow", "Red", "Order"];

    [Fact]
    public async Task AfterTwoDaysOfDowntime_AllFireOnce_InOrder()
    {
        await fixture.ScalarAsync<int>($"""
            with o as (update directory_organisations set parent_id = '{GrievancesFixture.Committee}'
                where id = '{GrievancesFixture.Urban}' returning 1),
            r as (update directory_revision set revision = revision + 1 returning 1) select 1 from o, r
            """);
        await Eventually.IsAsync(() => Task.FromResult(fixture.Snapshot!.Units[GrievancesFixture.Urban].ParentId),
            parent => parent == GrievancesFixture.Committee);
        var clue = await fixture.ReportAsync();
        var (id, at) = (clue.Id(), clue.GetProperty("reportedAt").GetDateTimeOffset());
        Assert.Equal(0, await OfAsync(id, await SweepAsync(at.AddMinutes(89))));
        await SweepAsync(at.AddDays(2));
        Assert.Equal(
            ["Unit Warn", "Unit Yellow", "Unit Red", "Unit Order", "Rider Warn", "Rider Yellow", "Rider Red",
                "Rider Order"], await NoticesAsync(id));
        await SweepAsync(at.AddDays(9));
        Assert.Equal(8, await CountAsync("case_notices", id));
        Assert.Equal(2, await fixture.ScalarAsync<long>($"""
            select count(*) from supervise_orders
            where case_id = '{id}' and overseer_id = '{GrievancesFixture.Committee}'
            """));
        Assert.Equal(0, await CountAsync("case_timers", id));
    }

    [Fact]
    public async Task Levels_ComeOneByOne()
    {
        var clue = await fixture.ReportAsync();
        var (id, at) = (clue.Id(), clue.GetProperty("reportedAt").GetDateTimeOffset());
        foreach (var (minutes, level) in new[] { (90, 0), (120, 1), (180, 2), (240, 3) })
        {
            await SweepAsync(at.AddMinutes(minutes).AddMilliseconds(-1));
            Assert.Equal(level, await CountAsync("case_notices", id));
            await SweepAsync(at.AddMinutes(minutes));
            Assert.Equal(All[..(level + 1)].Select(l => $"Unit {l}"), await NoticesAsync(id));
        }
    }

    [Fact]
    public async Task TwoReplicas_NeverFireTwice()
    {
        await FillAsync("530103", 300);
        var at = TimeProvider.System.GetUtcNow().AddHours(30);
        var fired = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepAsync(at)));
        Assert.Equal(600, await fixture.ScalarAsync<long>(
            "select count(*) from case_notices n join cases c on c.id = n.case_id where c.region_code = '530103'"));
        Assert.Equal(0, await SweepAsync(at));
        Assert.True(fired.Sum() >= 600, $"{fired.Sum()}");
    }

    /// <summary>DIGIT escalates only among the newest 100.</summary>
    [Fact]
    public async Task Digit_OverdueBeyondTheNewest100_AreTold_AndQuickly()
    {
        const int Cases = 1200;
        await FillAsync("530104", Cases);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await SweepAsync(TimeProvider.System.GetUtcNow().AddHours(25));
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(started);
        Assert.Equal(2 * Cases, await fixture.ScalarAsync<long>(
            "select count(*) from case_notices n join cases c on c.id = n.case_id where c.region_code = '530104'"));
        Assert.True(took < TimeSpan.FromSeconds(20), $"{Cases} took {took}");
    }

    /// <summary>DIGIT never escalates what nobody was assigned.</summary>
    [Fact]
    public async Task Digit_UnassignedCases_Escalate()
    {
        var clue = await fixture.ReportAsync();
        var id = clue.Id();
        await fixture.StepAsync(fixture.Handler(), id, "return", GrievancesFixture.Return(2, "x"));
        await SweepAsync(clue.GetProperty("reportedAt").GetDateTimeOffset().AddHours(48));
        Assert.Equal(All.Select(l => $"Rider {l}"), await NoticesAsync(id));
        Assert.Equal(1, await fixture.ScalarAsync<long>(
            $"select count(*) from supervise_orders where case_id = '{id}' and unit_id is null and issued_by is null"));
    }

    [Fact]
    public async Task StoppedClocks_AreSilent_AndAnotherDispatchIsAnotherRun()
    {
        var clue = await fixture.ReportAsync();
        var (id, at) = (clue.Id(), clue.GetProperty("reportedAt").GetDateTimeOffset());
        await SweepAsync(at.AddMinutes(100));
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 2, unitId = GrievancesFixture.Traffic });
        await SweepAsync(at.AddMinutes(119));
        Assert.Equal(["Unit Warn", "Unit Warn"], await NoticesAsync(id));
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 3, unitId = GrievancesFixture.Urban });
        await SweepAsync(at.AddMinutes(119));
        Assert.Equal(2, await CountAsync("case_notices", id));

        var handler = fixture.Handler();
        await fixture.StepAsync(handler, id, "accept", new { version = 4 });
        await (await fixture.ResolveAsync(handler, id, 5, Pictures.Jpeg)).ReadAsync(200);
        await SweepAsync(at.AddHours(17));
        Assert.Equal(2, await CountAsync("case_notices", id));
        await fixture.StepAsync(
            fixture.RiderClient, id, "callback", new { version = 6, solved = "Solved", satisfaction = "Satisfied" });
        await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = 7, outcome = "Solved" });
        Assert.Equal(0, await CountAsync("case_timers", id));
        await fixture.StepAsync(fixture.Dispatcher, id, "reopen", new { version = 8, reason = "x" });
        Assert.Equal(1, await CountAsync("case_timers", id));
    }

    /// <summary>As a replica would at that moment.</summary>
    private Task<int> SweepAsync(DateTimeOffset at) => new TimerSweep(
        fixture.Services.GetRequiredService<IServiceScopeFactory>(),
            fixture.Services.GetRequiredService<DirectoryCopy>(),
        ClockLimits.Standard(), new Standing(at), NullLogger<TimerSweep>.Instance).SweepAsync(CancellationToken.None);

    private async Task<long> OfAsync(Guid id, int fired) => fired == 0 ? 0 : await CountAsync("case_notices", id);

    private Task<long> CountAsync(string table, Guid id) =>
        fixture.ScalarAsync<long>($"select count(*) from {table} where case_id = '{id}'");

    private async Task<string[]> NoticesAsync(Guid id)
    {
        var rows = await fixture.ScalarAsync<string>($"""
            select coalesce(string_agg(clock || ' ' || level, ',' order by reached_at, level), '')
            from case_notices where case_id = '{id}'
            """);
        return [.. rows.Split(',').Select(r =>
            $"{(ClockKind)(r[0] - '0')} {(ClockLevel)(r[^1] - '0')}")];
    }

    /// <summary>Cases of no unit, reported now, with the timers that the intake writes.</summary>
    private Task<int> FillAsync(string region, int count) => fixture.ScalarAsync<int>($"""
        with made as (insert into cases (id, number, kind, category, severity, region_code, status, version, text,
                reporter_id, idempotency_key, reported_at, changed_at, rider_due_at, response_due_at)
            select gen_random_uuid(), '{region}-' || n, 'Clue', 'road.manhole', 3, '{region}', 'Registered', 1, 'x',
                gen_random_uuid(), n, now(), now(), now() + interval '24 hours', now() + interval '2 hours'
            from generate_series(1, {count}) n returning id),
        timers as (insert into case_timers (case_id, due_at) select id, now() + interval '18 hours' from made)
        select count(*)::int from made
        """);

    private sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
