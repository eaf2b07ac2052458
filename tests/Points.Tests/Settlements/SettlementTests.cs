using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Settlements;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Settlements;

/// <summary>A month's vouchers become one account for the organisation, which two funds pay across streets.</summary>
public sealed class SettlementTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private const string Path = "/api/v1/settlements";
    private static readonly DateTimeOffset NextMonth = FirstOf(1);

    [Fact]
    public async Task Month_IsSettledOnce_AndPaidByTheFundsThatOwe_AcrossStreets()
    {
        var street = await fixture.FundAsync("510104030", 100_000);
        var organisation = Guid.CreateVersion7();
        var station = await fixture.StationAsync(organisation);
        // 30 of the street's fund and 30 of the city's pay for one reward at another street's station.
        var rider = await fixture.RiderWithAsync(30, "510104030");
        await fixture.ConsumeAsync(PointsFixture.Closed(rider, "Major") with
        {
            ReportedAt = new DateTimeOffset(2026, 5, 20, 2, 0, 0, TimeSpan.Zero),
        });
        var reward = await fixture.RewardAsync(price: 60, cost: 501, region: "510104");
        var code = await HandOverAsync(rider, reward, organisation, station);
        var replica = await fixture.StartReplicaAsync();
        await Task.WhenAll(MakeAsync(fixture.Services), MakeAsync(replica.Services), MakeAsync(fixture.Services));

        var merchant = fixture.Keeper(organisation);
        var one = Assert.Single(await ItemsAsync(merchant));
        var (id, path) = (one.GetProperty("id").GetGuid(), $"{Path}/{one.GetProperty("id").GetGuid()}");
        Assert.Equal((1, 501L, "Made"), (one.GetProperty("vouchers").GetInt32(), one.GetProperty("fen").GetInt64(),
            one.GetProperty("state").GetString()));
        var parts = one.GetProperty("parts").EnumerateArray().ToDictionary(
            p => p.GetProperty("fundId").GetGuid(), p => p.GetProperty("fen").GetInt64());
        Assert.Equal([street, PointsFixture.Chengdu], parts.Keys.OrderBy(f => f != street));
        Assert.Equal(501, parts.Values.Sum());
        var line = (await merchant.GetFromJsonAsync<JsonElement>($"{path}/lines")).GetProperty("items")[0];
        Assert.Equal(code, line.GetProperty("code").GetString());
        Assert.Contains(code, await merchant.GetStringAsync($"{path}/lines.csv"), StringComparison.Ordinal);
        Assert.Contains("合计 Total,1,,,,5.01", await merchant.GetStringAsync($"{path}/lines.csv"),
            StringComparison.Ordinal);
        await fixture.VerifyAsync();

        Assert.Equal("NotConfirmed", await (await PayAsync(fixture.Administrator, path, street)).RefusalAsync(
            HttpStatusCode.Conflict));
        await (await merchant.PostAsync($"{path}/answer", new { agree = false, objection = "少一张" }))
            .ReadAsync(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await merchant.PostAsync($"{path}/answer", new { agree = false })).StatusCode);
        var confirmed = await (await merchant.PostAsync($"{path}/answer", new { agree = true }))
            .ReadAsync(HttpStatusCode.OK);
        Assert.Equal(("Confirmed", "少一张"),
            (confirmed.GetProperty("state").GetString(), confirmed.GetProperty("objection").GetString()));
        Assert.Equal("AlreadyConfirmed", await (await merchant.PostAsync(
            $"{path}/answer", new { agree = false, objection = "x" })).RefusalAsync(HttpStatusCode.Conflict));

        var payment = new { id = Guid.CreateVersion7(), reference = "工行 1" };
        var streets = fixture.ClientFor(null, new Grant(Roles.Administrator, "510104030", null));
        var paid = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            streets.PostAsync($"{path}/funds/{street}/payment", payment)));
        Assert.All(paid, p => Assert.Equal(HttpStatusCode.OK, p.StatusCode));
        Assert.Equal("AlreadyPaid", await (await PayAsync(streets, path, street)).RefusalAsync(
            HttpStatusCode.Conflict));
        Assert.Equal(HttpStatusCode.NotFound, (await PayAsync(streets, path, PointsFixture.Chengdu)).StatusCode);
        Assert.Equal("Confirmed",
            (await merchant.GetFromJsonAsync<JsonElement>(path)).GetProperty("state").GetString());
        await (await PayAsync(fixture.Administrator, path, PointsFixture.Chengdu)).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("Paid", (await merchant.GetFromJsonAsync<JsonElement>(path)).GetProperty("state").GetString());

        var open = (await fixture.NewClient().GetFromJsonAsync<JsonElement>("/api/v1/funds/open?region=510104030"))
            .GetProperty("items").EnumerateArray().Single(f => f.GetProperty("id").GetGuid() == street);
        Assert.Equal((100_000L, parts[street], parts[street]), (open.GetProperty("budgetFen").GetInt64(),
            open.GetProperty("spentFen").GetInt64(), open.GetProperty("paidFen").GetInt64()));
        Assert.Contains("向承办组织付款", await fixture.Administrator.GetStringAsync($"/api/v1/funds/{street}/statement"),
            StringComparison.Ordinal);
        await fixture.VerifyAsync();
    }

    /// <summary>A hand-over that is written down after its month was settled is paid with the next.</summary>
    [Fact]
    public async Task LateVoucher_IsInTheNextMonth_AndNobodyElseSeesTheAccount()
    {
        var organisation = Guid.CreateVersion7();
        var station = await fixture.StationAsync(organisation);
        var reward = await fixture.RewardAsync(price: 30, cost: 200);
        await HandOverAsync(await fixture.RiderWithAsync(30), reward, organisation, station);
        await MakeAsync(fixture.Services);
        await HandOverAsync(await fixture.RiderWithAsync(30), reward, organisation, station);
        await HandOverAsync(await fixture.RiderWithAsync(30), reward, organisation, station);
        await MakeAsync(fixture.Services);
        Assert.Single(await ItemsAsync(fixture.Keeper(organisation)));
        await MakeAsync(fixture.Services, FirstOf(2));
        var items = await ItemsAsync(fixture.Keeper(organisation));
        Assert.Equal([400, 200], items.Select(i => i.GetProperty("fen").GetInt64()));
        await fixture.VerifyAsync();

        var path = $"{Path}/{items[0].GetProperty("id").GetGuid()}";
        Assert.Empty(await ItemsAsync(fixture.Keeper(Guid.CreateVersion7())));
        foreach (var stranger in new[]
        {
            fixture.Keeper(Guid.CreateVersion7()),
            fixture.ClientFor(null, new Grant(Roles.Administrator, "5111", null)),
        })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{path}/lines.csv")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Keeper(Guid.CreateVersion7())
            .PostAsync($"{path}/answer", new { agree = true })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Rider(Guid.CreateVersion7()).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.Administrator.PostAsync(
            $"{path}/funds/{PointsFixture.Chengdu}/payment", new { id = Guid.Empty, reference = "" })).StatusCode);
    }

    [Fact]
    public async Task WhoConfirmed_CannotPay()
    {
        var organisation = Guid.CreateVersion7();
        await HandOverAsync(await fixture.RiderWithAsync(30), await fixture.RewardAsync(price: 30), organisation,
            await fixture.StationAsync(organisation));
        await MakeAsync(fixture.Services);
        var both = fixture.ClientFor(null, new Grant(Roles.Keeper, "510104", organisation),
            new Grant(Roles.Administrator, "", null));
        var path = $"{Path}/{(await ItemsAsync(fixture.Keeper(organisation)))[0].GetProperty("id").GetGuid()}";
        await (await both.PostAsync($"{path}/answer", new { agree = true })).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("OwnConfirmation", await (await PayAsync(both, path, PointsFixture.Chengdu))
            .RefusalAsync(HttpStatusCode.Conflict));
    }

    /// <summary>Planted in the database: the whole proof names the settlement.</summary>
    [Theory]
    [InlineData("update settlement set fen = fen {0} 1 where id = '{1}'")]
    [InlineData("update settlement_part set fen = fen {0} 1 where settlement_id = '{1}'")]
    public async Task SettlementThatDoesNotAddUp_IsNamed(string change)
    {
        var organisation = Guid.CreateVersion7();
        await HandOverAsync(await fixture.RiderWithAsync(30), await fixture.RewardAsync(price: 30), organisation,
            await fixture.StationAsync(organisation));
        await MakeAsync(fixture.Services);
        var id = (await ItemsAsync(fixture.Keeper(organisation)))[0].GetProperty("id").GetGuid();
        Task<int> ChangeAsync(string sign) => fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlRawAsync(
            change.Replace("{0}", sign, StringComparison.Ordinal).Replace("{1}", $"{id}", StringComparison.Ordinal)));
        await ChangeAsync("+");
        var proof = await fixture.Administrator.GetFromJsonAsync<JsonElement>("/api/v1/points/verification");
        Assert.Contains(id, proof.GetProperty("missettled").EnumerateArray().Select(w => w.GetGuid()));
        await ChangeAsync("-");
        await fixture.VerifyAsync();
    }

    private static Task<HttpResponseMessage> PayAsync(HttpClient payer, string path, Guid fund) => payer.PostAsync(
        $"{path}/funds/{fund}/payment", new { id = Guid.CreateVersion7(), reference = "工行 2" });

    /// <summary>Half past midnight in China on the first of a later month.</summary>
    private static DateTimeOffset FirstOf(int later)
    {
        var today = TimeProvider.System.GetUtcNow().AddHours(8);
        return new DateTimeOffset(today.Year, today.Month, 1, 0, 30, 0, TimeSpan.FromHours(8)).AddMonths(later)
            .ToUniversalTime();
    }

    private static Task<int> MakeAsync(IServiceProvider services, DateTimeOffset? at = null) =>
        services.GetRequiredService<MakeSettlements>().MakeAsync(at ?? NextMonth, CancellationToken.None);

    private async Task<string> HandOverAsync(Guid rider, Guid reward, Guid organisation, Guid station)
    {
        var code = await fixture.VoucherAsync(rider, reward);
        await (await fixture.Keeper(organisation).PostAsync(
            $"/api/v1/vouchers/{code}/redemption", new { stationId = station })).ReadAsync(HttpStatusCode.OK);
        return code;
    }

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>(Path)).GetProperty("items").EnumerateArray()];
}
