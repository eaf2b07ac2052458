using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Api;

/// <summary>Passes that tills accept without us, and what becomes of them when they report.</summary>
public sealed class OfflineTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private readonly Guid _organisation = Guid.CreateVersion7();
    private readonly Guid _subject = Guid.CreateVersion7();

    [Fact]
    public async Task Pass_IsCheckedByThePublishedKeyAlone_AndSettledOnce()
    {
        var fund = await fixture.FundAsync("510121", 10_000);
        var rider = await fixture.RiderWithAsync(30, "510121001");
        var voucher = await VoucherAsync(rider, await fixture.RewardAsync(price: 30, region: "510121", cost: 200));
        var station = await fixture.StationAsync(_organisation, "510121001");
        var pass = await PassAsync(rider, voucher);
        Assert.Equal(pass.Split('.')[1], (await PassAsync(rider, voucher)).Split('.')[1]);
        Assert.True(await IsGoodByThePublishedKeyAsync(pass));
        Assert.False(await IsGoodByThePublishedKeyAsync(pass[..^6] + "AAAAAA"));

        var keeper = Keeper("510121");
        var permit = await PermitAsync(keeper, station);
        Assert.Equal((permit, 20), (await PermitAsync(keeper, station), 20));
        foreach (var _ in (int[])[1, 2])
        {
            var settled = await ReportAsync(keeper, permit, (pass, TimeProvider.System.GetUtcNow()));
            Assert.Equal(("HandedOver", voucher), (settled[0].GetProperty("outcome").GetString(),
                settled[0].GetProperty("voucherId").GetGuid()));
        }

        Assert.Equal((0, 0), await fixture.PointsOfAsync(rider));
        Assert.Equal((9_800, 0, 200), await fixture.AmountsAsync(fund));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task SpentAtTwoTills_OfTwoReplicas_OneIsPaid_AndTheOtherSeesWhere()
    {
        var replica = await fixture.StartReplicaAsync();
        var stations = new[] { await fixture.StationAsync(_organisation), await fixture.StationAsync(_organisation) };
        for (var round = 0; round < 10; round++)
        {
            var rider = await fixture.RiderWithAsync(30);
            var pass = await PassAsync(rider, await VoucherAsync(rider, await fixture.RewardAsync()));
            var reports = await Task.WhenAll(stations.Select(async (station, i) =>
            {
                var keeper = fixture.ClientFor(
                    Guid.CreateVersion7(), null, new Grant(Roles.Keeper, "510104", _organisation));
                keeper.BaseAddress = i == 0 ? fixture.Address : replica.Address;
                var permit = await PermitAsync(keeper, station);
                return (await ReportAsync(keeper, permit, (pass, TimeProvider.System.GetUtcNow())))[0];
            }));
            Assert.Equal(["HandedOver", "SpentTwice"],
                reports.Select(r => r.GetProperty("outcome").GetString()).Order());
            var (first, second) = reports[0].GetProperty("outcome").GetString() == "HandedOver"
                ? (stations[0], reports[1]) : (stations[1], reports[0]);
            Assert.Equal(first, second.GetProperty("before").GetProperty("id").GetGuid());
            Assert.Equal((0, 0), await fixture.PointsOfAsync(rider));
        }

        var twice = await fixture.Administrator.GetFromJsonAsync<JsonElement>(
            "/api/v1/vouchers/offline?outcome=SpentTwice");
        Assert.Equal(10, twice.GetProperty("total").GetInt32());
        Assert.False(string.IsNullOrEmpty(twice.GetProperty("items")[0].GetProperty("firstStation").GetString()));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task UntilTillsHaveReported_ItIsNotGivenBack_AndDoesNotExpire()
    {
        var rider = await fixture.RiderWithAsync(30);
        var voucher = await VoucherAsync(rider, await fixture.RewardAsync());
        var station = await fixture.StationAsync(_organisation);
        var pass = await PassAsync(rider, voucher);
        Assert.Equal("TakenAlong", await (await fixture.Rider(rider)
            .PostAsync($"/api/v1/vouchers/{voucher}/cancellation")).RefusalAsync(HttpStatusCode.Conflict));

        // It expired an hour ago, was accepted before, and the till reports now.
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlAsync($"""
            update voucher set expires_at = now() - interval '1 hour'
            where id = {voucher}
            """));
        await SweepAsync();
        Assert.Equal("Held", await StatusAsync(voucher));
        var keeper = Keeper();
        var permit = await PermitAsync(keeper, station);
        await BackAsync(permit);
        Assert.Equal("HandedOver", (await ReportAsync(keeper, permit, (pass, TimeProvider.System.GetUtcNow())))[0]
            .GetProperty("outcome").GetString());

        var late = await VoucherAsync(await fixture.RiderWithAsync(30), await fixture.RewardAsync());
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlAsync($"""
            update voucher set expires_at = now() - interval '80 hours',
                pass_from = now() - interval '85 hours', pass_until = now() - interval '80 hours' where id = {late}
            """));
        await SweepAsync();
        Assert.Equal("Expired", await StatusAsync(late));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Permit_Bounds_WhatIsForgedLateOrTooMuchIsNotPaid()
    {
        var station = await fixture.StationAsync(_organisation);
        var keeper = Keeper();
        var permit = await PermitAsync(keeper, station);
        var passes = new List<string>();
        var reward = await fixture.RewardAsync();
        foreach (var _ in Enumerable.Range(0, 5))
        {
            var rider = await fixture.RiderWithAsync(30);
            passes.Add(await PassAsync(rider, await VoucherAsync(rider, reward)));
        }

        await fixture.WithAsync<PointsDb, int>(db =>
            db.Database.ExecuteSqlAsync($"update till_permit set most_vouchers = 2 where id = {permit}"));
        var now = TimeProvider.System.GetUtcNow();
        var settled = await ReportAsync(keeper, permit, (passes[0], now), ("not.a.pass", now),
            (passes[1], now.AddHours(-3)), (passes[2], now.AddHours(3)), (passes[3], now), (passes[4], now));
        Assert.Equal(
            ["HandedOver", "Forged", "OutsideItsTime", "OutsideItsTime", "HandedOver", "BeyondThePermit"],
            settled.Select(s => s.GetProperty("outcome").GetString()));
        var shown = await fixture.Services.GetRequiredService<VoucherTokens>().ReadAsync(VoucherTokens.Pass, passes[1]);
        Assert.Null(await fixture.Services.GetRequiredService<VoucherTokens>()
            .ReadAsync(VoucherTokens.Shown, passes[1]));
        Assert.Equal("Held", await StatusAsync(shown!.Voucher));
        var refused = await keeper.GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/refused?station={station}");
        Assert.Equal("Forged", refused.GetProperty("items")[0].GetProperty("reason").GetString());
        var other = fixture.Keeper(Guid.CreateVersion7());
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/api/v1/vouchers/permits/{permit}/hand-overs",
            new { items = new[] { new { pass = passes[0], acceptedAt = now } } })).StatusCode);
        var wrong = await (await keeper.PostAsync($"/api/v1/vouchers/permits/{permit}/hand-overs",
            new { items = new object?[] { null, new { pass = "x" } } })).ReadAsync(HttpStatusCode.BadRequest);
        Assert.Equal(["items[0].acceptedAt", "items[0].pass", "items[1].acceptedAt"],
            wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Rider_TakesAlongThreeAtMost()
    {
        var rider = await fixture.RiderWithAsync(120);
        var reward = await fixture.RewardAsync();
        var vouchers = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            vouchers.Add(await VoucherAsync(rider, reward));
        }

        var answers = await Task.WhenAll(vouchers.Select(v =>
            fixture.Rider(rider).PostAsync($"/api/v1/vouchers/{v}/pass")));
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Equal("TooManyPasses", await answers.Single(a => a.StatusCode != HttpStatusCode.OK)
            .RefusalAsync(HttpStatusCode.Conflict));
    }

    /// <summary>RFC 7515 by hand, with nothing of ours but the answer of the key's address.</summary>
    private async Task<bool> IsGoodByThePublishedKeyAsync(string pass)
    {
        var keys = await fixture.NewClient().GetFromJsonAsync<JsonElement>("/api/v1/vouchers/keys");
        var parts = pass.Split('.');
        using var head = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        var key = keys.GetProperty("keys").EnumerateArray()
            .Single(k => k.GetProperty("kid").GetString() == head.RootElement.GetProperty("kid").GetString());
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()),
                Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()),
            },
        });
        return ecdsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
            Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256);
    }

    private HttpClient Keeper(string region = "510104") =>
        fixture.ClientFor(_subject, null, new Grant(Roles.Keeper, region, _organisation));

    private async Task<Guid> VoucherAsync(Guid rider, Guid reward) =>
        await fixture.VoucherIdAsync(await fixture.VoucherAsync(rider, reward));

    private async Task<string> PassAsync(Guid rider, Guid voucher) =>
        (await (await fixture.Rider(rider).PostAsync($"/api/v1/vouchers/{voucher}/pass"))
            .ReadAsync(HttpStatusCode.OK)).GetProperty("token").GetString()!;

    private static async Task<Guid> PermitAsync(HttpClient keeper, Guid station) =>
        (await (await keeper.PostAsync("/api/v1/vouchers/permits", new { stationId = station }))
            .ReadAsync(HttpStatusCode.OK)).GetProperty("id").GetGuid();

    private static async Task<List<JsonElement>> ReportAsync(
        HttpClient keeper, Guid permit, params (string Pass, DateTimeOffset At)[] items) =>
        [.. (await (await keeper.PostAsync($"/api/v1/vouchers/permits/{permit}/hand-overs",
            new { items = items.Select(i => new { pass = i.Pass, acceptedAt = i.At }) })).ReadAsync(HttpStatusCode.OK))
            .GetProperty("items").EnumerateArray()];

    private Task<int> BackAsync(Guid permit) => fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlAsync(
        $"""update till_permit set "from" = "from" - interval '5 hours' where id = {permit}"""));

    private Task<string> StatusAsync(Guid voucher) =>
        fixture.ScalarAsync<string>("select status from voucher where id = $1", voucher);

    private Task SweepAsync() =>
        fixture.Services.GetRequiredService<ExpireVouchers>().SweepAsync(CancellationToken.None);
}
