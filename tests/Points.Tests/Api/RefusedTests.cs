using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Api;

public sealed class RefusedTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    [Fact]
    public async Task EveryRefusal_IsKept_ForWhoeverWatchesOverTheStation()
    {
        var (organisation, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (station, elsewhere) = (await fixture.StationAsync(organisation), await fixture.StationAsync(other));
        var rider = await fixture.RiderWithAsync(60);
        var code = await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 30, organisation: organisation));
        var altered = code[..^1] + (code[^1] == '7' ? '8' : '7');
        Task<HttpResponseMessage> RedeemAsync(Guid keeper, string typed, Guid at) => fixture.Keeper(keeper)
            .PostAsync($"/api/v1/vouchers/{Uri.EscapeDataString(typed)}/redemption", new { stationId = at });
        Assert.Equal(HttpStatusCode.NotFound, (await RedeemAsync(organisation, altered, station)).StatusCode);
        var junk = new string('x', 90);
        Assert.Equal(HttpStatusCode.NotFound, (await RedeemAsync(organisation, junk, station)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await RedeemAsync(other, code, elsewhere)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await RedeemAsync(other, code, station)).StatusCode);
        await (await RedeemAsync(organisation, code, station)).ReadAsync(HttpStatusCode.OK);
        Assert.Equal("AlreadyRedeemed", await (await RedeemAsync(organisation, code, station))
            .RefusalAsync(HttpStatusCode.Conflict));
        var back = await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 30));
        await (await fixture.Rider(rider).PostAsync($"/api/v1/vouchers/{back}/cancellation"))
            .ReadAsync(HttpStatusCode.OK);
        Assert.Equal("VoucherCancelled", await (await RedeemAsync(organisation, back, station))
            .RefusalAsync(HttpStatusCode.Conflict));

        Assert.Equal([("VoucherCancelled", End(back)), ("AlreadyRedeemed", End(code)), ("UnknownCode", "…xxxx"),
            ("UnknownCode", End(altered))], await SeenAsync(fixture.Keeper(organisation), ""));
        Assert.Equal([("UnknownCode", End(code))], await SeenAsync(fixture.Keeper(other), ""));
        Assert.Equal(4, (await SeenAsync(fixture.Administrator, $"?station={station}")).Count);
        Assert.Empty(await SeenAsync(fixture.ClientFor(null, new Grant(Roles.Administrator, "5111", null)), ""));
        Assert.Equal(HttpStatusCode.NotFound,
            (await fixture.Keeper(other).GetAsync($"/api/v1/vouchers/refused?station={station}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await fixture.Rider(rider).GetAsync("/api/v1/vouchers/refused")).StatusCode);
    }

    /// <summary>The whole is kept nowhere: it may be good elsewhere.</summary>
    private static string End(string code) => $"…{code[^4..]}";

    private static async Task<List<(string? Reason, string? Code)>> SeenAsync(HttpClient client, string query) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/refused{query}")).GetProperty("items")
            .EnumerateArray().Select(i => (i.GetProperty("reason").GetString(), i.GetProperty("code").GetString()))];
}
