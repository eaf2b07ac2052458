using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Vouchers;

namespace RiderPlatform.Points.Tests.Api;

public sealed class RedeemVoucherTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private readonly Guid _organisation = Guid.CreateVersion7();

    [Fact]
    public async Task Redeem_SpendsThePointsAndOwesTheCost()
    {
        var fund = await fixture.FundAsync("510114", 10_000);
        var rider = await fixture.RiderWithAsync(30, "510114001");
        var station = await fixture.StationAsync(_organisation, "510114001");
        var code = await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 30, region: "510114", cost: 200));

        var voucher = await (await RedeemAsync(code, station, region: "510114")).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("Redeemed", voucher.GetProperty("status").GetString());
        Assert.Equal(station, voucher.GetProperty("station").GetProperty("id").GetGuid());
        Assert.Equal((0, 0), await fixture.PointsOfAsync(rider));
        Assert.Equal((9_800, 0, 200), await fixture.AmountsAsync(fund));
        Assert.Equal(
            200, await fixture.ScalarAsync<long>(
            "select credits from account where owner_id = $1 and fund_id = $2", _organisation, fund));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Redeem_ASecondTime_IsRefusedWithWhenAndWhere()
    {
        var (code, station) = await VoucherAsync();
        await (await RedeemAsync(code, station)).ReadAsync(HttpStatusCode.OK);
        var again = await (await RedeemAsync(code, station)).ReadAsync(HttpStatusCode.Conflict);
        Assert.Equal("AlreadyRedeemed", again.GetProperty("title").GetString());
        Assert.Equal("水井坊驿站", again.GetProperty("station").GetProperty("name").GetString());
        Assert.True(again.TryGetProperty("redeemedAt", out _));
    }

    [Fact]
    public async Task Redeem_AgainWithTheSameKey_AnswersAsTheFirstTime()
    {
        var (code, station) = await VoucherAsync();
        var keeper = fixture.Keeper(_organisation);
        var first = await keeper.PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station }, "k");
        var second = await keeper.PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station }, "k");
        Assert.Equal((await first.ReadAsync(HttpStatusCode.OK)).ToString(), (await second.ReadAsync(HttpStatusCode.OK))
            .ToString());
    }

    [Fact]
    public async Task Redeem_By64AtOnce_SucceedsOnce()
    {
        var (code, station) = await VoucherAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => RedeemAsync(code, station)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        var refusals =
            await Task.WhenAll(answers.Where(a => a.StatusCode != HttpStatusCode.OK)
            .Select(a => a.RefusalAsync(HttpStatusCode.Conflict)));
        Assert.All(refusals, r => Assert.Equal("AlreadyRedeemed", r));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Redeem_AtAStationThatDoesNotOfferIt_IsRefused()
    {
        var elsewhere = await fixture.StationAsync(_organisation, "510107001");
        var (code, _) = await VoucherAsync(await fixture.RewardAsync(region: "510104"));
        var answer = await fixture.Keeper(_organisation, "5101")
            .PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = elsewhere });
        Assert.Equal("NotOfferedHere", await answer.RefusalAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Redeem_WhenExpired_IsRefusedBeforeAndAfterTheSweep()
    {
        var (code, station) = await VoucherAsync();
        await ExpireAsync(code);
        Assert.Equal("VoucherExpired", await (await RedeemAsync(code, station)).RefusalAsync(HttpStatusCode.Conflict));
        await SweepAsync(fixture.Services);

        Assert.Equal("VoucherExpired", await (await RedeemAsync(code, station)).RefusalAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Expiry_ByTwoReplicasWhileKeepersRedeem_ReturnsPointsAndStockOnce()
    {
        var reward = await fixture.RewardAsync(price: 30, stock: 30);
        var riders = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => fixture.RiderWithAsync(30)));
        var codes = await Task.WhenAll(riders.Select(r => fixture.VoucherAsync(r, reward)));
        var station = await fixture.StationAsync(_organisation);
        var replica = await fixture.StartReplicaAsync();
        await Task.WhenAll(codes.Take(20).Select(ExpireAsync));

        var redeem = codes.Select(c => RedeemAsync(c, station)).ToArray();
        await Task.WhenAll(
            new[] { fixture.Services, replica.Services, fixture.Services, replica.Services }.Select(SweepAsync));
        var redeemed = (await Task.WhenAll(redeem)).Count(a => a.StatusCode == HttpStatusCode.OK);
        await SweepAsync(replica.Services);

        Assert.Equal(10, redeemed);
        Assert.Equal(20, await fixture.ScalarAsync<long>("select stock from reward where id = $1", reward));
        Assert.Equal(20, (await Task.WhenAll(riders.Select(fixture.PointsOfAsync))).Count(p => p == (30, 0)));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Expiry_OfAVoucherThatCannotBeVoided_DoesNotStopTheOthers()
    {
        var (broken, _) = await VoucherAsync();
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlAsync(
            $"""
            update voucher_share s set points = s.points + 1 from voucher v
            where v.id = s.voucher_id and v.code = {fixture.Stored(broken)}
            """));
        var (good, _) = await VoucherAsync();
        await ExpireAsync(broken);
        await ExpireAsync(good);
        await SweepAsync(fixture.Services);
        Assert.Equal("Held", await StatusAsync(broken));
        Assert.Equal("Expired", await StatusAsync(good));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Scope_AnotherOrganisationsKeeper_SeesNothing()
    {
        var (code, station) =
            await VoucherAsync(await fixture.RewardAsync(region: "510104", organisation: _organisation));
        var other = Guid.CreateVersion7();
        var theirs = await fixture.StationAsync(other);
        var keeper = fixture.Keeper(other);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await keeper.GetAsync(new Uri($"/api/v1/vouchers/{code}", UriKind.Relative))).StatusCode);
        Assert.Equal(
            "NotFound",
            await (await keeper.PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = theirs }))
            .RefusalAsync(HttpStatusCode.NotFound));
        Assert.Equal(
            "NotFound",
            await (await keeper.PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station }))
            .RefusalAsync(HttpStatusCode.NotFound));

        Assert.Equal(
            HttpStatusCode.OK,
            (await fixture.Keeper(_organisation)
            .GetAsync(new Uri($"/api/v1/vouchers/{code}", UriKind.Relative))).StatusCode);
        Assert.Equal("NotFound", await (await RedeemAsync(code, station, region: "510107"))
            .RefusalAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Scope_AnotherRidersVoucher_IsAbsent()
    {
        var rider = await fixture.RiderWithAsync(30);
        var code = await fixture.VoucherAsync(rider, await fixture.RewardAsync());
        var other = fixture.Rider(Guid.CreateVersion7());
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await other.GetAsync(new Uri($"/api/v1/vouchers/{code}", UriKind.Relative))).StatusCode);
        Assert.Equal(
            0, (await (await other.GetAsync(new Uri("/api/v1/vouchers", UriKind.Relative)))
            .ReadAsync(HttpStatusCode.OK)).GetProperty("total").GetInt32());

        var own = await (await fixture.Rider(rider).GetAsync(new Uri("/api/v1/vouchers?status=Held", UriKind.Relative)))
            .ReadAsync(HttpStatusCode.OK);
        Assert.Equal(code, own.GetProperty("items")[0].GetProperty("code").GetString());
        Assert.Equal(
            HttpStatusCode.OK,
            (await fixture.Rider(rider)
            .GetAsync(new Uri($"/api/v1/vouchers/{code.ToLowerInvariant()}", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("no-code")]
    [InlineData("0000-0000-0000-00001")]
    [InlineData("a.b.c")]
    [InlineData("%27%3B--")]
    public async Task Redeem_WhatIsNoCode_IsNotFound(string code)
    {
        var station = await fixture.StationAsync(_organisation);
        Assert.Equal("NotFound", await (await RedeemAsync(code, station)).RefusalAsync(HttpStatusCode.NotFound));
    }

    private async Task<(string Code, Guid Station)> VoucherAsync(Guid? reward = null)
    {
        var rider = await fixture.RiderWithAsync(30);
        return (await fixture.VoucherAsync(rider, reward ?? await fixture.RewardAsync()),
            await fixture.StationAsync(_organisation));
    }

    private Task<HttpResponseMessage> RedeemAsync(string code, Guid station, string region = "510104") =>
        fixture.Keeper(_organisation, region)
            .PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station });

    private static Task SweepAsync(IServiceProvider services) =>
        services.GetRequiredService<ExpireVouchers>().SweepAsync(CancellationToken.None);

    private Task<string> StatusAsync(string code) =>
        fixture.ScalarAsync<string>("select status from voucher where code = $1", fixture.Stored(code));

    private Task<int> ExpireAsync(string code) => fixture.WithAsync<PointsDb, int>(db =>
        db.Database.ExecuteSqlAsync(
            $"update voucher set expires_at = issued_at - interval '1 day' where code = {fixture.Stored(code)}"));
}
