using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Tests.Rules;

/// <summary>What a version gives: weights, caps, cooling-off, and that a zero is decided and explained.</summary>
public sealed class RuleAwardTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    /// <summary>A Monday, long after every version but the test's own.</summary>
    private static readonly DateTimeOffset Monday = new(2030, 1, 7, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Caps_OfLineDayAndWeek_GiveExactlyWhatOneAfterTheOtherWould()
    {
        await new RuleDesk(fixture).PublishAsync(Monday, RuleDesk.Content(
            [RuleDesk.Clue("minor", 7, "Minor", perDay: 10), RuleDesk.Clue("major", 30, "Major")],
            [new { @event = "solved-case", perDay = 40, perWeek = 150 }]));
        var replicas = new[] { await fixture.StartReplicaAsync(), await fixture.StartReplicaAsync() };
        var random = new Random(5);
        var rider = Guid.CreateVersion7();
        var facts = Enumerable.Range(0, 60).Select(_ => Fact(
            rider, random.Next(3) > 0 ? "Minor" : "Major", Monday.AddDays(random.Next(9)))).ToArray();
        foreach (var batch in facts.Chunk(9))
        {
            // Twice, by two replicas at once: each is decided once.
            await Task.WhenAll(replicas.Select(r => PointsFixture.ConsumeAsync(r.Services, batch)));
        }

        var (line, day, week) = (new Dictionary<int, long>(), new Dictionary<int, long>(), new Dictionary<int, long>());
        foreach (var fact in facts)
        {
            var d = (fact.ReportedAt - Monday).Days;
            var points = fact.Severity == "Minor" ? Math.Min(7, 10 - line.GetValueOrDefault(d)) : 30;
            points = Math.Min(points, Math.Min(40 - day.GetValueOrDefault(d), 150 - week.GetValueOrDefault(d / 7)));
            line[d] = line.GetValueOrDefault(d) + (fact.Severity == "Minor" ? points : 0);
            day[d] = day.GetValueOrDefault(d) + points;
            week[d / 7] = week.GetValueOrDefault(d / 7) + points;
            Assert.Equal((fact.CaseId, points), (fact.CaseId, await GivenAsync(fact)));
        }

        Assert.Equal(week.Values.Sum(), (await fixture.PointsOfAsync(rider)).Balance);
        var text = await fixture.Rider(rider).GetStringAsync("/api/v1/points/me/entries?size=200");
        Assert.Contains("因本周上限实得", text, StringComparison.Ordinal);
        Assert.Contains("因同类当日上限实得", text, StringComparison.Ordinal);
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Weights_AreWhatTheRiderIs_AndTheStatementSaysSo()
    {
        var from = Monday.AddYears(1);
        await new RuleDesk(fixture).PublishAsync(from, RuleDesk.Content([RuleDesk.Clue("clue", 15)], weights:
            [new { standing = "Member", percent = 120 }, new { standing = "GridMember", percent = 150 }]));
        var replica = await fixture.StartReplicaAsync();
        var (plain, member, post) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await RegisteredAsync(member, true, null);
        await RegisteredAsync(post, true, [new RiderRegistered.Post("GridMember", "510104", new(2026, 1, 1), null)]);
        await PointsFixture.ConsumeAsync(
            replica.Services, [.. new[] { plain, member, post }.Select(r => Fact(r, "Minor", from))]);
        var given = await Task.WhenAll(new[] { plain, member, post }
            .Select(async r => (await fixture.PointsOfAsync(r)).Balance));
        Assert.Equal([15, 18, 22], given);
        var text = await fixture.Rider(member).GetStringAsync("/api/v1/points/me/entries");
        Assert.Contains("奖励 18 积分（基础 15 分，按身份 120%）", text, StringComparison.Ordinal);
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task CoolingOff_GivesNothingTooSoon_AndCountsFromTheLastAward()
    {
        var from = Monday.AddYears(2);
        await new RuleDesk(fixture).PublishAsync(
            from, RuleDesk.Content([RuleDesk.Clue("clue", 10, coolingMinutes: 10)]));
        var replica = await fixture.StartReplicaAsync();
        var rider = Guid.CreateVersion7();
        int[] minutes = [0, 8, 12, 21, 22, 60];
        var facts = minutes.Select(m => Fact(rider, "Minor", from.AddMinutes(m))).ToArray();
        await PointsFixture.ConsumeAsync(replica.Services, facts[..4]);
        await PointsFixture.ConsumeAsync(replica.Services, facts[3..]);
        var given = await Task.WhenAll(facts.Select(GivenAsync));
        Assert.Equal([10, 0, 10, 0, 10, 10], given);
        Assert.Contains("距上次同类奖励时间过短，未奖励",
            await fixture.Rider(rider).GetStringAsync("/api/v1/points/me/entries"), StringComparison.Ordinal);
        await fixture.VerifyAsync();
    }

    /// <summary>Whoever had joined gets what the joiners' line gives, each once, and reads why.</summary>
    [Fact]
    public async Task Joiners_GetWhatTheirLineGives_OnceEach_AndNothingWhereNoneSpeaks()
    {
        var from = Monday.AddYears(5);
        await new RuleDesk(fixture).PublishAsync(from, RuleDesk.Content([RuleDesk.Clue("clue", 10),
            new { id = "joined", @event = "solved-case", role = "Joiner", severity = "Major", points = 4 }]));
        var replica = await fixture.StartReplicaAsync();
        var (reporter, one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var solved = Fact(reporter, "Major", from) with { Joiners = [one, two, one, reporter] };
        await PointsFixture.ConsumeAsync(replica.Services, solved, solved with { Joiners = [two] });
        await PointsFixture.ConsumeAsync(replica.Services, solved);
        await PointsFixture.ConsumeAsync(
            replica.Services, Fact(reporter, "Minor", from.AddDays(1)) with { Joiners = [one] },
            Fact(reporter, "Major", from.AddDays(2)) with { Outcome = "Unfounded", Joiners = [one] });
        var given = await Task.WhenAll(
            new[] { reporter, one, two }.Select(async r => (await fixture.PointsOfAsync(r)).Balance));
        Assert.Equal([20, 4, 4], given);
        var entries = (await fixture.Rider(one).GetFromJsonAsync<JsonElement>("/api/v1/points/me/entries"))
            .GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([(0, "您加入的轻微线索办结，积分规则未列入，未奖励"), (4, "您加入的重大线索办结，奖励 4 积分")],
            entries.Select(e => (e.GetProperty("points").GetInt32(), e.GetProperty("text").GetString()))
                .Order().Select(e => (e.Item1, e.Item2!)));
        Assert.All(entries, e => Assert.Equal(JsonValueKind.Null, e.GetProperty("caseId").ValueKind));
        await fixture.VerifyAsync();
    }

    /// <summary>A zero too has its decision and its sentence, and what is solved later still earns.</summary>
    [Fact]
    public async Task EveryEvent_IsDecided_AlsoWhereItGivesNothing()
    {
        var from = Monday.AddYears(3);
        await new RuleDesk(fixture).PublishAsync(from, RuleDesk.Content([RuleDesk.Clue("major", 40, "Major")]));
        var replica = await fixture.StartReplicaAsync();
        var rider = Guid.CreateVersion7();
        var minor = Fact(rider, "Minor", from);
        var closed = Fact(rider, "Major", from) with { Outcome = "Unfounded", CaseVersion = 5 };
        var solved = closed with { Outcome = "Solved", CaseVersion = 9 };
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await PointsFixture.ConsumeAsync(replica.Services, minor, closed, solved, closed);
        }

        var page = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>("/api/v1/points/me/entries");
        var entries = page.GetProperty("items").EnumerateArray().Select(e =>
            (e.GetProperty("kind").GetString(), e.GetProperty("given").GetInt64())).Order();
        Assert.Equal([("Awarded", 40L), ("NoRule", 0L), ("Unfounded", 0L)], entries);
        Assert.Contains("积分规则未列入，未奖励", page.ToString(), StringComparison.Ordinal);
        Assert.Contains("经核查不属实，未奖励", page.ToString(), StringComparison.Ordinal);
        await fixture.VerifyAsync();
    }

    private static CaseClosed Fact(Guid rider, string severity, DateTimeOffset at) =>
        PointsFixture.Closed(rider, severity) with { ReportedAt = at };

    private Task<long> GivenAsync(CaseClosed fact) => fixture.ScalarAsync<long>(
        "select sum(points) from award_decision where case_id = $1", fact.CaseId);

    private Task<int> RegisteredAsync(Guid rider, bool member, RiderRegistered.Post[]? posts) =>
        fixture.WithAsync<PointsDb, int>(async db =>
        {
            await new Consumers.CopyRiders(db).ConsumeAsync([new RiderRegistered
            {
                RiderId = rider, Version = 1, RegionCode = "510104", EmployerId = null, IsMember = member,
                Active = true, Posts = posts, OccurredAt = Monday,
            }], CancellationToken.None);
            return await db.Riders.CountAsync();
        });
}
