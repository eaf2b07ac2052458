using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RiderPlatform.Points.Tests.Api;

/// <summary>
/// A city races for the last of something, on two replicas. <c>RIDERPLATFORM_RACES</c> says how many riders; 10,000
/// take half a minute.
/// </summary>
public sealed class ManyRidersTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private const int Left = 100;

    private static readonly int Riders = int.Parse(
        Environment.GetEnvironmentVariable("RIDERPLATFORM_RACES") ?? "1000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task LastPieces_AreRedeemedByAsManyAsThereAre()
    {
        const string Region = "510116001";
        await fixture.FundAsync("510116", Riders * 60L * 10);
        var reward = await fixture.RewardAsync(price: 30, stock: Left, region: "510116");
        var riders = Enumerable.Range(0, Riders).Select(_ => Guid.CreateVersion7()).ToArray();
        await Parallel.ForEachAsync(riders.Chunk(100), async (batch, _) => await fixture.ConsumeAsync(
            [.. batch.Select(r => PointsFixture.Closed(r, "Major", Region))]));
        var replica = await fixture.StartReplicaAsync();
        Uri[] tills = [fixture.Address, replica.Address];
        var answers = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(riders, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (rider, _) =>
        {
            using var client = fixture.Rider(rider, "510116");
            client.BaseAddress = tills[rider.GetHashCode() & 1];
            using var answer = await client.PostAsync($"/api/v1/rewards/{reward}/redemptions");
            answers.AddOrUpdate(answer.StatusCode == HttpStatusCode.Created ? "Created"
                : await answer.RefusalAsync(HttpStatusCode.Conflict), 1, (_, n) => n + 1);
        });
        Assert.Equal((Left, Riders - Left), (answers["Created"], answers["OutOfStock"]));
        var view = await fixture.Administrator.GetFromJsonAsync<JsonElement>($"/api/v1/rewards/{reward}");
        Assert.Equal(0, view.GetProperty("stock").GetInt32());
        Assert.Equal(Left, await fixture.ScalarAsync<int>(
            "select count(distinct rider_id)::int from voucher where reward_id = $1", reward));
        await fixture.VerifyAsync();
    }

    /// <summary>Awards of three sizes: what is too little for one that was refused may be left.</summary>
    [Fact]
    public async Task LastYuanOfAFund_IsGivenOnce()
    {
        const int Fen = 99_970;
        var fund = await fixture.FundAsync("510117", Fen);
        var replica = await fixture.StartReplicaAsync();
        string[] severities = ["Minor", "Ordinary", "Major"];
        var facts = Enumerable.Range(0, Riders).Select(i => PointsFixture.Closed(
            Guid.CreateVersion7(), severities[i % 3], "510117001")).ToArray();
        await Parallel.ForEachAsync(facts.Chunk(50), new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (batch, _) =>
            {
                var services = batch[0].CaseId.GetHashCode() % 2 == 0 ? fixture.Services : replica.Services;
                await PointsFixture.ConsumeAsync(services, batch);
                await PointsFixture.ConsumeAsync(services, batch);
            });
        var (available, committed, _) = await fixture.AmountsAsync(fund);
        Assert.Equal(Fen, available + committed);
        var smallest = await fixture.ScalarAsync<long>("""
            select min(wanted) * 10 from award_decision where fund_id = $1 and outcome = 'FundExhausted'
            """, fund);
        Assert.InRange(available, 0, smallest - 1);
        Assert.Equal(committed / 10, await fixture.ScalarAsync<long>(
            "select sum(points)::bigint from award_decision where fund_id = $1", fund));
        Assert.Equal(Riders, await fixture.ScalarAsync<int>(
            "select count(*)::int from award_decision where region_code = '510117001'"));
        await fixture.VerifyAsync();
    }
}
