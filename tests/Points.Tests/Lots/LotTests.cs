using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Lots;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Lots;

public sealed class LotTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Spending_TakesWhatEndsFirst_AndWhatComesBackGoesWhereItCameFrom()
    {
        var fund = await fixture.FundAsync("510115", 10_000);
        var rider = await fixture.RiderWithAsync(60, "510115001");
        await EndsAsync(rider, 40, 10);
        Assert.Equal((30, 60), await EndingAsync(rider));
        Assert.Equal(24, MonthsOf(LotLifeOf(fixture).ExpiryOf(Now, null)));

        var code = await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 40, region: "510115"));
        Assert.Equal((0, 20), await EndingAsync(rider));
        Assert.Equal(0, await SweepAsync(Now.AddDays(11)));
        await VoidAsync(code);
        Assert.Equal((30, 60), await EndingAsync(rider));

        Assert.Equal(30, await SweepAsync(Now.AddDays(11)));
        Assert.Equal((30, 0), await fixture.PointsOfAsync(rider));
        Assert.Equal((10_000 - 300, 300, 0), await fixture.AmountsAsync(fund));
        var entries = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>("/api/v1/points/me/entries");
        Assert.Contains(entries.GetProperty("items").EnumerateArray(), e => e.GetProperty("text").GetString()
            == "30 积分到期失效" && e.GetProperty("points").GetInt64() == -30);
        var lines = await fixture.Administrator.GetStringAsync($"/api/v1/funds/{fund}/statement");
        Assert.Contains("积分失效，退回可用", lines, StringComparison.Ordinal);
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Return_ToALotThatHasEnded_IsGoodForAGrace()
    {
        var rider = await fixture.RiderWithAsync(30);
        var code = await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 20));
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlAsync(
            $"update lot set expires_at = now() - interval '1 day', due_at = now() where rider_id = {rider}"));
        Assert.Equal((0, 20), await fixture.PointsOfAsync(rider));
        Assert.Equal("InsufficientPoints", await (await fixture.Rider(rider)
            .PostAsync($"/api/v1/rewards/{await fixture.RewardAsync(price: 10, cost: 50)}/redemptions"))
            .RefusalAsync(HttpStatusCode.Conflict));
        Assert.Equal(10, await SweepAsync(TimeProvider.System.GetUtcNow()));

        await VoidAsync(code);
        Assert.Equal((20, 0), await fixture.PointsOfAsync(rider));
        Assert.Equal(0, await SweepAsync(Now.AddDays(29)));
        Assert.Equal(20, await SweepAsync(Now.AddDays(31)));
        Assert.Equal((0, 0), await fixture.PointsOfAsync(rider));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Sweep_ByTwoReplicasAfterALongPause_EndsEachLotOnce()
    {
        var riders = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.RiderWithAsync(90)));
        foreach (var rider in riders)
        {
            await EndsAsync(rider, 20, 50, 400);
        }

        var replica = await fixture.StartReplicaAsync();
        var swept = await Task.WhenAll(new[] { fixture.Services, replica.Services, fixture.Services, replica.Services }
            .Select(s => SweepAsync(Now.AddDays(100), s)));
        Assert.Equal(20 * 60, swept.Sum() + await SweepAsync(Now.AddDays(100)));
        Assert.All(await Task.WhenAll(riders.Select(fixture.PointsOfAsync)), p => Assert.Equal((30, 0), p));
        Assert.Equal(40, await fixture.ScalarAsync<int>("""
            select count(*)::int from lot_use u join transfer t on t.id = u.transfer_id
            where t.kind = 'Expiry' and t.rider_id = any($1)
            """, riders));
        await fixture.VerifyAsync();
    }

    [Fact]
    public async Task Freeze_HoldsTheEndBackUntilAGraceAfterIt()
    {
        var rider = await fixture.RiderWithAsync(30);
        await EndsAsync(rider, 10);
        await fixture.WithAsync<PointsDb, int>(db =>
            db.Riders.Where(r => r.Id == rider).ExecuteUpdateAsync(s => s.SetProperty(r => r.RegionCode, "510104")));
        var path = $"/api/v1/points/riders/{rider}/freezes";
        var ask = new { from = Now, reason = "Injured", note = "工伤住院" };
        var secretary = fixture.ClientFor(null, new Grant(Roles.Secretary, "5101", null));
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Rider(rider).PostAsync(path, ask)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.ClientFor(null, new Grant(Roles.Secretary, "5111", null))
            .PostAsync(path, ask)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await secretary.PostAsync(path, ask with { note = " " })).StatusCode);
        var freeze = (await (await secretary.PostAsync(path, ask)).ReadAsync(HttpStatusCode.Created)).GetProperty("id");
        Assert.Equal("AlreadyFrozen", await (await secretary.PostAsync(path, ask))
            .RefusalAsync(HttpStatusCode.Conflict));

        var mine = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>("/api/v1/points/me");
        Assert.True(mine.GetProperty("frozen").GetBoolean());
        Assert.Equal(0, mine.GetProperty("expiresIn90Days").GetInt64());
        Assert.Equal(0, await SweepAsync(Now.AddDays(11)));
        Assert.Equal(0, await SweepAsync(Now.AddDays(200)));

        await (await secretary.PostAsync($"{path}/{freeze.GetGuid()}/lifting")).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("FreezeEnded", await (await secretary.PostAsync($"{path}/{freeze.GetGuid()}/lifting"))
            .RefusalAsync(HttpStatusCode.Conflict));
        Assert.Single((await secretary.GetFromJsonAsync<JsonElement>(path)).EnumerateArray());
        Assert.Equal(30, await SweepAsync(Now.AddDays(11)));
        await fixture.VerifyAsync();
    }

    private static LotLife LotLifeOf(PointsFixture fixture) => fixture.Services.GetRequiredService<LotLife>();

    private static int MonthsOf(DateTimeOffset end)
    {
        var (last, now) = (end.AddTicks(-1).ToOffset(TimeSpan.FromHours(8)), Now.ToOffset(TimeSpan.FromHours(8)));
        return ((last.Year - now.Year) * 12) + last.Month - now.Month;
    }

    private async Task<(long In30, long In90)> EndingAsync(Guid rider)
    {
        var body = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>("/api/v1/points/me");
        return (body.GetProperty("expiresIn30Days").GetInt64(), body.GetProperty("expiresIn90Days").GetInt64());
    }

    private Task<long> SweepAsync(DateTimeOffset now, IServiceProvider? services = null) =>
        (services ?? fixture.Services).GetRequiredService<ExpireLots>().SweepAsync(now, CancellationToken.None);

    private async Task VoidAsync(string code)
    {
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlAsync(
            $"update voucher set expires_at = issued_at - interval '1 day' where code = {fixture.Stored(code)}"));
        await fixture.Services.GetRequiredService<ExpireVouchers>().SweepAsync(CancellationToken.None);
    }

    /// <summary>Gives the rider's awards, in their order, these ends; and the sweep has not looked yet.</summary>
    private Task<int> EndsAsync(Guid rider, params int[] days) => fixture.WithAsync<PointsDb, int>(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"""
            set local session_replication_role = replica;
            update award_decision d set expires_at = now() + make_interval(days => n.days)
            from (select key, ({days})[row_number() over (order by day, transfer_id)] as days
                  from award_decision where rider_id = {rider}) n where n.key = d.key;
            update lot_sweep set swept_until = now();
            """);
        await transaction.CommitAsync();
        return 0;
    });
}
