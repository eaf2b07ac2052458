using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Points.Tests.Api;

/// <summary>What a rider shows at the counter, and that nothing that is stored could be shown in its place.</summary>
public sealed class ShownTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private readonly Guid _organisation = Guid.CreateVersion7();

    [Fact]
    public async Task Code_IsNowhereInTheDatabase_AndItsRiderSeesItAgain()
    {
        var rider = await fixture.RiderWithAsync(60);
        var reward = await fixture.RewardAsync(price: 30);
        var client = fixture.Rider(rider);
        var first = await (await client.PostAsync($"/api/v1/rewards/{reward}/redemptions", null, "seen-once"))
            .ReadAsync(HttpStatusCode.Created);
        var (id, code) = (first.GetProperty("id").GetGuid(), first.GetProperty("code").GetString()!);
        var again = await (await client.PostAsync($"/api/v1/rewards/{reward}/redemptions", null, "seen-once"))
            .ReadAsync(HttpStatusCode.Created);
        Assert.Equal(first.ToString(), again.ToString());
        Assert.Equal(code, (await client.GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/{id}"))
            .GetProperty("code").GetString());

        // Typed at a wrong station it is refused and noted, which keeps no code either.
        var station = await fixture.StationAsync(_organisation, "510107001");
        await fixture.Keeper(_organisation, "5101")
            .PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station });
        Assert.NotEqual(0, await CountAsync(id.ToString()));
        Assert.Equal(0, await CountAsync(code) + await CountAsync(code.Replace("-", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Shown_IsHandedOverByWhatTheScreenSays_AndAPictureOfItIsWorthNothing()
    {
        var (rider, id, station) = await VoucherAsync();
        var shown = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/{id}/shown");
        var token = shown.GetProperty("token").GetString()!;
        var left = shown.GetProperty("until").GetDateTimeOffset() - TimeProvider.System.GetUtcNow();
        Assert.InRange(left, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(90));
        var keeper = fixture.Keeper(_organisation);
        var seen = await keeper.GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/{token}?station={station}");
        Assert.Equal((id, true, JsonValueKind.Null), (seen.GetProperty("id").GetGuid(),
            seen.GetProperty("redeemable").GetBoolean(), seen.GetProperty("code").ValueKind));

        var tokens = fixture.Services.GetRequiredService<VoucherTokens>();
        var now = TimeProvider.System.GetUtcNow();
        var reward = seen.GetProperty("reward").GetProperty("id").GetGuid();
        var old = tokens.Sign(VoucherTokens.Shown, new VoucherTokens.Content(
            id, reward, now.AddMinutes(-3), now.AddMinutes(-1)));
        var other = tokens.Sign("at+jwt", new VoucherTokens.Content(id, reward, now, now.AddMinutes(1)));
        var dot = token.LastIndexOf('.');
        var altered = token[..(dot + 10)] + (token[dot + 10] == 'A' ? 'B' : 'A') + token[(dot + 11)..];
        var swapped = $"{token.Split('.')[0]}.{old.Split('.')[1]}.{token.Split('.')[2]}";
        Assert.Equal("ShownTooLongAgo", await (await RedeemAsync(keeper, old, station))
            .RefusalAsync(HttpStatusCode.Conflict));
        foreach (var forged in new[] { altered, swapped, other, $"{token.Split('.')[0]}.{token.Split('.')[1]}." })
        {
            Assert.Equal("NotFound", await (await RedeemAsync(keeper, forged, station))
                .RefusalAsync(HttpStatusCode.NotFound));
        }

        await (await RedeemAsync(keeper, token, station)).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("AlreadyRedeemed", await (await RedeemAsync(keeper, token, station))
            .RefusalAsync(HttpStatusCode.Conflict));
        var refused = await keeper.GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/refused?station={station}");
        Assert.Equal(["AlreadyRedeemed", "UnknownCode", "UnknownCode", "UnknownCode", "UnknownCode", "ShownTooLongAgo"],
            refused.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("reason").GetString()));
        await (await fixture.Rider(rider).GetAsync($"/api/v1/vouchers/{id}/shown"))
            .RefusalAsync(HttpStatusCode.Conflict);
    }

    /// <summary>What an earlier release stored openly, twelve characters, the migrate step does away with.</summary>
    [Fact]
    public async Task Codes_ThatWereStoredOpenly_GiveWay()
    {
        var (rider, id, station) = await VoucherAsync();
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlAsync(
            $"update voucher set code = '7K3M9QWER2T8' where id = {id}"));
        await fixture.WithAsync<IEnumerable<ISeed>, int>(async seeds =>
        {
            await seeds.OfType<HideCodes>().Single().SeedAsync(CancellationToken.None);
            return 0;
        });
        var shown = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/{id}");
        await (await RedeemAsync(fixture.Keeper(_organisation), shown.GetProperty("code").GetString()!, station))
            .ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Id_AndWhatIsShown_AreForItsRiderAlone()
    {
        var (_, id, station) = await VoucherAsync();
        var other = fixture.Rider(Guid.CreateVersion7());
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/v1/vouchers/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/v1/vouchers/{id}/shown")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await RedeemAsync(fixture.Keeper(_organisation), id.ToString(), station)).StatusCode);
    }

    private async Task<(Guid Rider, Guid Voucher, Guid Station)> VoucherAsync()
    {
        var rider = await fixture.RiderWithAsync(30);
        var code = await fixture.VoucherAsync(rider, await fixture.RewardAsync());
        return (rider, await fixture.VoucherIdAsync(code), await fixture.StationAsync(_organisation));
    }

    private static Task<HttpResponseMessage> RedeemAsync(HttpClient keeper, string code, Guid station) =>
        keeper.PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station });

    /// <summary>In how many of the tables that could hold it the text stands.</summary>
    private async Task<int> CountAsync(string text)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Database);
        var tables = new List<string>();
        await using (var names = source.CreateCommand(
            "select quote_ident(tablename) from pg_tables where schemaname = 'public' and tablename <> 'voucher'"))
        await using (var reader = await names.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var found = 0;
        foreach (var table in tables.Where(t => t is not ("transfer" or "voucher_share" or "outbox" or "lot_use"))
            .Append("voucher"))
        {
            await using var count = source.CreateCommand($"select count(*) from {table} x where x::text like $1");
            count.Parameters.AddWithValue($"%{text}%");
            found += (long)(await count.ExecuteScalarAsync())! > 0 ? 1 : 0;
        }

        return found;
    }
}
