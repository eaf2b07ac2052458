using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Contracts;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.Harness;

namespace RiderPlatform.Points.Tests.Ledger;

public sealed class AwardPostingTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    [Fact]
    public async Task Award_BooksPointsAndTheMoneyBehindThem()
    {
        var fund = await fixture.FundAsync("520101", 10_000);
        var rider = Guid.CreateVersion7();
        await fixture.ConsumeAsync(
            PointsFixture.Closed(rider, "Major", "520101001"), PointsFixture.Closed(rider, "Minor", "520101"));

        Assert.Equal((35, 0), await fixture.PointsOfAsync(rider));
        Assert.Equal((10_000 - 350, 350, 0), await fixture.AmountsAsync(fund));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Award_WhenTheCaseIsInTheBatchTwice_IsGivenOnce()
    {
        var rider = Guid.CreateVersion7();
        var fact = PointsFixture.Closed(rider);
        await fixture.ConsumeAsync(fact, fact with { CaseVersion = 9 }, fact);
        Assert.Equal((10, 0), await fixture.PointsOfAsync(rider));
    }

    [Fact]
    public async Task Award_WhenTheCaseIsClosedAgain_GivesNothingMore()
    {
        var rider = Guid.CreateVersion7();
        var fact = PointsFixture.Closed(rider, "Minor");
        await fixture.ConsumeAsync(fact);
        await fixture.ConsumeAsync(
            fact with { CaseVersion = 12, Severity = "Major" }, PointsFixture.Closed(rider, "Minor"));
        Assert.Equal((10, 0), await fixture.PointsOfAsync(rider));
    }

    [Theory]
    [InlineData("Duplicate")]
    [InlineData("Unfounded")]
    [InlineData("Withdrawn")]
    public async Task Award_WhenTheCaseWasNotSolved_IsDecidedWithoutPoints(string outcome)
    {
        var rider = Guid.CreateVersion7();
        await fixture.ConsumeAsync(PointsFixture.Closed(rider) with { Outcome = outcome });
        Assert.Equal([outcome], await OutcomesAsync(rider));
        Assert.Equal((0, 0), await fixture.PointsOfAsync(rider));
    }

    /// <summary>What a rider asks for is help, not a service to the city.</summary>
    [Fact]
    public async Task Award_ForAGrievance_IsNotDecided()
    {
        var rider = Guid.CreateVersion7();
        await fixture.ConsumeAsync(PointsFixture.Closed(rider) with { Kind = "Grievance" });
        Assert.Equal(0, await DecisionsAsync(rider));
    }

    [Fact]
    public async Task Award_WhenNoRiderReported_IsNotDecided() =>
        await fixture.ConsumeAsync(PointsFixture.Closed(Guid.CreateVersion7()) with { RiderId = null });

    [Fact]
    public async Task Award_AtTheCap_GivesWhatIsLeftAndThenNothing()
    {
        var rider = Guid.CreateVersion7();
        await fixture.ConsumeAsync([.. Enumerable.Range(0, 3).Select(_ => PointsFixture.Closed(rider, "Major"))]);
        await fixture.ConsumeAsync(
            PointsFixture.Closed(rider, "Minor"), PointsFixture.Closed(rider), PointsFixture.Closed(rider, "Minor"));
        Assert.Equal((100, 0), await fixture.PointsOfAsync(rider));
        Assert.Equal(["Awarded", "CapReached", "Capped"], (await OutcomesAsync(rider)).Order().Skip(3));
    }

    [Fact]
    public async Task Award_CountsTheCapByTheDayOfTheReportInShanghai()
    {
        var rider = Guid.CreateVersion7();
        var evening = new DateTimeOffset(2026, 5, 1, 15, 59, 59, TimeSpan.Zero);
        CaseClosed At(DateTimeOffset at) => PointsFixture.Closed(rider, "Major") with { ReportedAt = at };
        await fixture.ConsumeAsync(
            [.. Enumerable.Repeat(evening, 4).Select(At), .. Enumerable.Repeat(evening.AddSeconds(1), 4).Select(At)]);
        Assert.Equal((200, 0), await fixture.PointsOfAsync(rider));
    }

    [Fact]
    public async Task Award_TakesTheMostSpecificFund()
    {
        var county = await fixture.FundAsync("510112", 1_000);
        var rider = Guid.CreateVersion7();
        await fixture.ConsumeAsync(PointsFixture.Closed(rider, "Ordinary", "510112001"), PointsFixture.Closed(rider));
        Assert.Equal((900, 100, 0), await fixture.AmountsAsync(county));
        Assert.Equal((20, 0), await fixture.PointsOfAsync(rider));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Award_WhenNoFundCoversTheRegion_IsRecordedWithoutPoints()
    {
        var rider = Guid.CreateVersion7();
        await fixture.ConsumeAsync(PointsFixture.Closed(rider, "Major", "310101"));
        Assert.Equal(["NoFund"], await OutcomesAsync(rider));
        Assert.Equal((0, 0), await fixture.PointsOfAsync(rider));
    }

    [Fact]
    public async Task Award_WhenTheFundIsExhausted_IsRecordedWithoutPoints()
    {
        var fund = await fixture.FundAsync("520102", 350);
        var riders = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()).ToArray();
        await fixture.ConsumeAsync([.. riders.Select(r => PointsFixture.Closed(r, "Major", "520102"))]);
        Assert.Equal((50, 300, 0), await fixture.AmountsAsync(fund));
        Assert.Equal(["Awarded"], await OutcomesAsync(riders[0]));
        Assert.Equal(["FundExhausted"], await OutcomesAsync(riders[2]));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Award_IsAnnouncedAsTheContractSays()
    {
        var rider = Guid.CreateVersion7();
        var fact = PointsFixture.Closed(rider);
        await using var scope = fixture.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PointsDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<Consumers.AwardPointsForClosedCase>()
            .ConsumeAsync([fact], CancellationToken.None);
        var row = await db.Set<OutboxRow>().AsNoTracking().SingleAsync(r => r.Type == "points-awarded.v1");
        var decision = await db.Decisions.AsNoTracking().SingleAsync(d => d.RiderId == rider);

        var announced = JsonSerializer.Deserialize<PointsAwarded>(row.Payload, Facts.Json)!;
        Assert.Equal(new PointsAwarded
        {
            TransferId = decision.TransferId, RiderId = rider, CaseId = fact.CaseId, Points = 10,
            RegionCode = fact.RegionCode, OccurredAt = decision.DecidedAt,
        }, announced);
        Assert.Equal(decision.TransferId, row.Id);
        Assert.Equal(
            Properties(JsonSerializer.SerializeToElement(announced, Facts.Json)),
            Properties(JsonSerializer.Deserialize<JsonElement>(row.Payload)));
    }

    [Fact]
    public async Task Rules_OfAnUnknownSeverity_AreRefused() =>
        await Assert.ThrowsAsync<Awards.NoRuleException>(() =>
        fixture.ConsumeAsync(PointsFixture.Closed(Guid.CreateVersion7(), "Severe")));

    [Fact]
    public async Task PgbenchScript_PostsBatchesWithTheSameFunction_AndNewRidersDoNotDeadlock()
    {
        const string Posted = "select count(*) from award_decision where rule = 'bench'";
        await Pgbench.TryAsync(
            fixture.Database, Awards.AwardSql.PgbenchScript(riders: 3_000), clients: 4, transactions: 15);
        Assert.Equal(6_000, await fixture.ScalarAsync<long>(Posted));
        await fixture.VerifyAsync();
    }

    [Theory]
    [InlineData("update transfer set amount = amount + 1")]
    [InlineData("delete from transfer")]
    [InlineData("update award_decision set points = 0")]
    [InlineData("truncate award_decision")]
    public async Task Ledger_IsAppendOnly(string sql) => await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
        fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlRawAsync(sql)));

    [Fact]
    public async Task Verification_SeesABalanceThatIsNotItsEntries()
    {
        var rider = await fixture.RiderWithAsync(30);
        const string Bend = "update account set credits = credits + {0} where owner_id = {1}";
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlRawAsync(Bend, 1, rider));
        await Assert.ThrowsAnyAsync<Exception>(fixture.VerifyAsync);
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlRawAsync(Bend, -1, rider));
        await fixture.VerifyAsync();
    }

    private static IEnumerable<string> Properties(JsonElement json) =>
        json.EnumerateObject().Select(p => p.Name).Order();

    private Task<long> DecisionsAsync(Guid rider) =>
        fixture.ScalarAsync<long>("select count(*) from award_decision where rider_id = $1", rider);

    private Task<List<string>> OutcomesAsync(Guid rider) => fixture.WithAsync<PointsDb, List<string>>(async db =>
        [.. (await db.Decisions.Where(d => d.RiderId == rider).OrderBy(d => d.DecidedAt).ThenBy(d => d.TransferId)
            .Select(d => d.Outcome).ToListAsync()).Select(o => o.ToString())]);
}
