using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Contracts;
using RiderPlatform.Points.Ledger;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Points.Tests.Ledger;

/// <summary>Two replicas, many batches at once; each failure names its seed.</summary>
public sealed class ConcurrentPostingTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    /// <summary>
    /// A random history is consumed twice over in random batches by both replicas at once; a model says what it must
    /// give.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Awards_DeliveredTwiceInAnyBatches_EqualTheModel(int seed)
    {
        var random = new Random(seed);
        var replica = await fixture.StartReplicaAsync();
        var riders = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7()).ToArray();
        string[] severities = ["Minor", "Ordinary", "Major"];
        var facts = Enumerable.Range(0, 1500)
            .Select(_ => PointsFixture.Closed(riders[random.Next(40)], severities[random.Next(3)]) with
        {
            ReportedAt = new DateTimeOffset(2026, 5, 1, 2, 0, 0, TimeSpan.Zero).AddDays(random.Next(5)),
        }).ToArray();
        var deliveries = facts.Concat(facts).OrderBy(_ => random.Next()).Chunk(100).ToArray();

        await Parallel.ForEachAsync(deliveries, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (batch, _) =>
            await RetryAsync(() =>
                PointsFixture.ConsumeAsync(random.Next(2) == 0 ? fixture.Services : replica.Services, batch)));

        foreach (var rider in riders)
        {
            var wanted = facts.Where(f => f.RiderId == rider).GroupBy(f => f.ReportedAt)
                .Sum(day => Math.Min(100, day.Sum(Points)));
            Assert.Equal((seed, wanted), (seed, (await fixture.PointsOfAsync(rider)).Balance));
        }

        Assert.Equal(
            facts.Length,
            await fixture.ScalarAsync<int>(
            "select count(*)::int from award_decision where rider_id = any($1)", riders));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Fund_UnderConcurrentBatches_IsUsedUpAndNeverOverspent()
    {
        const long Budget = 30_000;
        var fund = await fixture.FundAsync("530103", Budget);
        var facts = Enumerable.Range(0, 1000)
            .Select(_ => PointsFixture.Closed(Guid.CreateVersion7(), "Ordinary", "530103002")).ToArray();
        await Parallel.ForEachAsync(
            facts.Chunk(50), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (batch, _) =>
            await RetryAsync(() => fixture.ConsumeAsync(batch)));

        Assert.Equal((0, Budget, 0), await fixture.AmountsAsync(fund));
        Assert.Equal(
            700, await fixture.ScalarAsync<int>(
            "select count(*)::int from award_decision where outcome = 'FundExhausted'"));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Transfer_WithTheSameId_IsAlreadyThereOrRefused()
    {
        var fund = await fixture.FundAsync("530104", 0);
        var deposit = new { id = Guid.CreateVersion7(), amountFen = 500 };
        var path = $"/api/v1/funds/{fund}/deposits";
        var answers =
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.Administrator.PostAsync(path, deposit)));
        Assert.All(answers, a => Assert.Equal(System.Net.HttpStatusCode.OK, a.StatusCode));
        Assert.Equal((500, 0, 0), await fixture.AmountsAsync(fund));

        var other = await fixture.Administrator.PostAsync(path, deposit with { amountFen = 501 });
        Assert.Equal("DepositExistsWithOtherContent", await other.RefusalAsync(System.Net.HttpStatusCode.Conflict));
        Assert.Equal((500, 0, 0), await fixture.AmountsAsync(fund));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Partitions_AreThereForThreeMonthsToCome()
    {
        await using var scope = fixture.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<KeepPartitions>().SeedAsync(CancellationToken.None);
        Assert.Equal(
            6, await fixture.ScalarAsync<int>(
            "select count(*)::int from pg_inherits where inhparent = 'transfer'::regclass"));
        Assert.Equal(0, await fixture.ScalarAsync<int>(
            "select count(*)::int from transfer_other"));
    }

    private static long Points(CaseClosed fact) => fact.Severity switch { "Minor" => 5, "Ordinary" => 10, _ => 30 };

    /// <summary>What the bus does with a transient fault: sends the batch again.</summary>
    private static async Task RetryAsync(Func<Task> work)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception e) when (TransientFaults.IsTransient(e) && attempt < 20)
            {
                continue;
            }
        }
    }
}
