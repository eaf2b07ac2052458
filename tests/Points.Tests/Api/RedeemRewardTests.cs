using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Tests.Api;

public sealed class RedeemRewardTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    [Fact]
    public async Task Redeem_HoldsThePointsAndGivesAVoucher()
    {
        var rider = await fixture.RiderWithAsync(60);
        var reward = await fixture.RewardAsync(price: 40, stock: 3);
        var answer = await fixture.Rider(rider).PostAsync($"/api/v1/rewards/{reward}/redemptions");

        var voucher = await answer.ReadAsync(HttpStatusCode.Created);
        Assert.Equal("Held", voucher.GetProperty("status").GetString());
        Assert.EndsWith(
            $"/api/v1/vouchers/{voucher.GetProperty("id").GetGuid()}", answer.Headers.Location!.ToString(),
            StringComparison.Ordinal);
        Assert.Equal((20, 40), await fixture.PointsOfAsync(rider));
        Assert.Equal(2, await StockAsync(reward));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Redeem_WithTheSameKey_AnswersAsTheFirstTime()
    {
        var rider = await fixture.RiderWithAsync(60);
        var reward = await fixture.RewardAsync();
        var client = fixture.Rider(rider);
        var answers =
            await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => client.PostAsync($"/api/v1/rewards/{reward}/redemptions", null, "once")));
        var codes =
            await Task.WhenAll(
            answers.Select(async a => (await a.ReadAsync(HttpStatusCode.Created)).GetProperty("code").GetString()));
        Assert.Single(codes.Distinct());
        Assert.Equal((30, 30), await fixture.PointsOfAsync(rider));
    }

    [Fact]
    public async Task Redeem_WhenPointsAreTooFew_IsRefused()
    {
        var rider = await fixture.RiderWithAsync(30);
        var reward = await fixture.RewardAsync(price: 31, stock: 1);
        Assert.Equal("InsufficientPoints", await RefusalAsync(rider, reward));
        Assert.Equal(1, await StockAsync(reward));
        Assert.Equal((30, 0), await fixture.PointsOfAsync(rider));
    }

    [Fact]
    public async Task Redeem_WhenNoneIsLeft_IsRefused() =>
        Assert.Equal(
            "OutOfStock", await RefusalAsync(await fixture.RiderWithAsync(30), await fixture.RewardAsync(stock: 0)));

    [Fact]
    public async Task Redeem_OutsideOfTheRegion_IsRefused()
    {
        var rider = await fixture.RiderWithAsync(30);
        var answer = await fixture.Rider(rider, "5111").PostAsync($"/api/v1/rewards/{PointsFixture.Meal}/redemptions");
        Assert.Equal("NotInRegion", await answer.RefusalAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Redeem_OutsideOfTheWindow_IsRefused()
    {
        var reward = await fixture.RewardAsync();
        await fixture.WithAsync<PointsDb, int>(db => db.Rewards.Where(r => r.Id == reward)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.ActiveUntil, r => r.ActiveFrom)));
        Assert.Equal("NotActive", await RefusalAsync(await fixture.RiderWithAsync(30), reward));
    }

    [Fact]
    public async Task Redeem_WhenTheRiderIsStruckOff_IsRefused()
    {
        var rider = await fixture.RiderWithAsync(30);
        await fixture.WithAsync<PointsDb,
            int>(db =>
            db.Riders.Where(r => r.Id == rider).ExecuteUpdateAsync(s => s.SetProperty(r => r.Active, false)));
        Assert.Equal("RiderNotActive", await RefusalAsync(rider, await fixture.RewardAsync()));
    }

    [Fact]
    public async Task Redeem_AnUnknownReward_IsNotFound()
    {
        var answer = await fixture.Rider(Guid.CreateVersion7())
            .PostAsync($"/api/v1/rewards/{Guid.CreateVersion7()}/redemptions");
        Assert.Equal("NotFound", await answer.RefusalAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Redeem_OfTheLastOneBy64AtOnce_GivesItToOne()
    {
        var reward = await fixture.RewardAsync(stock: 1);
        var riders = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => fixture.RiderWithAsync(30)));
        var answers =
            await Task.WhenAll(riders.Select(r => fixture.Rider(r).PostAsync($"/api/v1/rewards/{reward}/redemptions")));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        var refusals =
            await Task.WhenAll(answers.Where(a => a.StatusCode != HttpStatusCode.Created)
            .Select(a => a.RefusalAsync(HttpStatusCode.Conflict)));
        Assert.All(refusals, r => Assert.Equal("OutOfStock", r));
        Assert.Equal(0, await StockAsync(reward));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Redeem_ByOneRider64Times_SpendsNoMoreThanThereIs()
    {
        var rider = await fixture.RiderWithAsync(90);
        var reward = await fixture.RewardAsync(price: 30, stock: 64);
        var client = fixture.Rider(rider);
        var answers =
            await Task.WhenAll(Enumerable.Range(0, 64)
            .Select(_ => client.PostAsync($"/api/v1/rewards/{reward}/redemptions")));
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal((0, 90), await fixture.PointsOfAsync(rider));
        Assert.Equal(61, await StockAsync(reward));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Redeem_WithPointsOfSeveralFunds_DrawsFromEach()
    {
        await fixture.FundAsync("510113", 10_000);
        var rider = await fixture.RiderWithAsync(30);
        await fixture.ConsumeAsync(PointsFixture.Closed(rider, "Major", "510113001"));
        await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 50, region: "510113"));
        Assert.Equal((10, 50), await fixture.PointsOfAsync(rider));
        Assert.Equal(20, await fixture.ScalarAsync<long>(
            """
            select s.points from voucher_share s join voucher v on v.id = s.voucher_id
            where rider_id = $1 and fund_id = $2
            """, rider, PointsFixture.Chengdu));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Entries_SayWhatHappenedAndAddUp()
    {
        var rider = Guid.CreateVersion7();
        await fixture.ConsumeAsync([.. Enumerable.Range(0, 5).Select(_ => PointsFixture.Closed(rider, "Major"))]);
        await fixture.VoucherAsync(rider, PointsFixture.Meal);

        var page = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>("/api/v1/points/me/entries?size=4");
        Assert.Equal(
            (6, 2, 4),
            (page.GetProperty("total").GetInt32(), page.GetProperty("pageCount").GetInt32(), page.GetProperty("items")
            .GetArrayLength()));
        var all = (await fixture.Rider(rider).GetFromJsonAsync<JsonElement>("/api/v1/points/me/entries"))
            .GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(
            (70, 30),
            (all.Sum(e => e.GetProperty("points").GetInt64()), all.Sum(e => e.GetProperty("held").GetInt64())));
        Assert.Equal("兑换“人民食堂餐券”，冻结 30 积分，待领取", all[0].GetProperty("zh").GetString());
        Assert.Contains(all, e => e.GetProperty("zh").GetString() == "重大线索办结，应奖 30 积分，因当日上限实得 10 积分");
        Assert.Contains(all, e => e.GetProperty("zh").GetString() == "重大线索办结，已达当日积分上限，未奖励");
    }

    private async Task<string> RefusalAsync(Guid rider, Guid reward) =>
        await (await fixture.Rider(rider).PostAsync($"/api/v1/rewards/{reward}/redemptions"))
            .RefusalAsync(HttpStatusCode.Conflict);

    private Task<long> StockAsync(Guid reward) =>
        fixture.ScalarAsync<long>("select stock from reward where id = $1", reward);
}
