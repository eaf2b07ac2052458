using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Api;

/// <summary>What a keeper reads before and after handing a reward over.</summary>
public sealed class RedeemedTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private readonly Guid _organisation = Guid.CreateVersion7();

    [Fact]
    public async Task Redeemed_OfADay_IsNewestFirst_AndNamesNoRider()
    {
        var station = await fixture.StationAsync(_organisation);
        var codes = new List<string> { await RedeemedAsync(station), await RedeemedAsync(station) };
        await RedeemedAsync(await fixture.StationAsync(_organisation));
        await HeldAsync();

        var day = await ListAsync($"station={station}&size=1");
        Assert.Equal((2, 60, 2), (day.GetProperty("total").GetInt64(), day.GetProperty("totalPoints").GetInt64(),
            day.GetProperty("pageCount").GetInt32()));
        var item = Assert.Single(day.GetProperty("items").EnumerateArray());
        Assert.Equal(["at", "code", "points", "reward"], item.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal((codes[1], "头盔", 30), (item.GetProperty("code").GetString(),
            item.GetProperty("reward").GetProperty("name").GetString(), item.GetProperty("points").GetInt64()));
        var second = await ListAsync($"station={station}&size=1&page=2");
        Assert.Equal(codes[0], second.GetProperty("items")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Redeemed_OfADay_EndsAtMidnightInChina_AndOutlivesTheStation()
    {
        var station = await fixture.StationAsync(_organisation);
        foreach (var at in (string[])["2026-05-12T15:59:59Z", "2026-05-12T16:00:00Z", "2026-05-13T15:59:59Z"])
        {
            var code = fixture.Stored(await RedeemedAsync(station));
            var moment = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
            await fixture.WithAsync<PointsDb, int>(db =>
                db.Database.ExecuteSqlAsync($"update voucher set ended_at = {moment} where code = {code}"));
        }

        await fixture.WithAsync<PointsDb, int>(db =>
            db.Database.ExecuteSqlAsync($"update station set active = false where id = {station}"));
        Assert.Equal(2, (await ListAsync($"station={station}&date=2026-05-13")).GetProperty("total").GetInt64());
        Assert.Equal(1, (await ListAsync($"station={station}&date=2026-05-12")).GetProperty("total").GetInt64());
        Assert.Equal(0, (await ListAsync($"station={station}")).GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task Redeemed_AtAStationThatIsNotTheirs_IsNotFound()
    {
        var path = new Uri($"/api/v1/vouchers/redeemed?station={await fixture.StationAsync(_organisation)}",
            UriKind.Relative);
        Assert.Equal(HttpStatusCode.OK, (await fixture.Administrator.GetAsync(path)).StatusCode);
        foreach (var other in (HttpClient[])[
            fixture.Keeper(Guid.CreateVersion7()), fixture.Keeper(_organisation, "510105"),
            fixture.ClientFor(null, new Grant(Roles.Administrator, "5111", null))])
        {
            Assert.Equal("NotFound", await (await other.GetAsync(path)).RefusalAsync(HttpStatusCode.NotFound));
        }

        var rider = await fixture.Rider(Guid.CreateVersion7()).GetAsync(path);
        Assert.Equal("Forbidden", await rider.RefusalAsync(HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.NewClient().GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("station=here")]
    [InlineData("station=0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11&date=someday")]
    [InlineData("station=0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11&date=0001-01-01")]
    [InlineData("station=0198c6a2-7f5e-7c3d-9d1b-2f6f0b0a4c11&date=9999-12-31")]
    public async Task Redeemed_OfABadQuestion_IsRefused(string query) =>
        await (await Keeper.GetAsync(new Uri($"/api/v1/vouchers/redeemed?{query}", UriKind.Relative)))
            .ReadAsync(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Voucher_TellsTheKeeperWhatToKnowFirst()
    {
        var station = await fixture.StationAsync(_organisation);
        var voucher = await VoucherAsync(await HeldAsync(_organisation));
        Assert.Equal((1, true, "Held"), (voucher.GetProperty("quantity").GetInt32(),
            voucher.GetProperty("redeemable").GetBoolean(), voucher.GetProperty("status").GetString()));
        Assert.Equal(JsonValueKind.Null, voucher.GetProperty("whyNot").ValueKind);
        Assert.Contains("指定单位", voucher.GetProperty("where").GetProperty("text").GetString(),
            StringComparison.Ordinal);
        var places = voucher.GetProperty("stations").EnumerateArray().Select(s => s.GetProperty("id").GetGuid());
        Assert.Equal([station], places);
    }

    [Fact]
    public async Task Voucher_SaysWhyItCannotBeRedeemed()
    {
        var station = await fixture.StationAsync(_organisation);
        var elsewhere = await fixture.StationAsync(_organisation, "510104021");
        var local = await fixture.VoucherAsync(await fixture.RiderWithAsync(30),
            await fixture.RewardAsync(region: PointsFixture.Street));
        Assert.Equal("NotOfferedHere", WhyNot(await VoucherAsync(local, $"?station={elsewhere}")));
        Assert.Null(WhyNot(await VoucherAsync(local, $"?station={station}")));
        Assert.Null(WhyNot(await VoucherAsync(local)));
        foreach (var other in (Guid[])[Guid.CreateVersion7(), await fixture.StationAsync(Guid.CreateVersion7())])
        {
            var answer = await Keeper.GetAsync(
                new Uri($"/api/v1/vouchers/{local}?station={other}", UriKind.Relative));
            Assert.Equal("NotFound", await answer.RefusalAsync(HttpStatusCode.NotFound));
        }

        Assert.Equal("AlreadyRedeemed", WhyNot(await VoucherAsync(await RedeemedAsync(station))));
        var late = await HeldAsync();
        await fixture.WithAsync<PointsDb, int>(db => db.Database.ExecuteSqlAsync($"""
            update voucher set expires_at = issued_at - interval '1 day'
            where code = {fixture.Stored(late)}
            """));
        Assert.Equal("VoucherExpired", WhyNot(await VoucherAsync(late)));
    }

    private HttpClient Keeper => fixture.Keeper(_organisation);

    private static string? WhyNot(JsonElement voucher)
    {
        var reason = voucher.GetProperty("whyNot");
        Assert.Equal(reason.ValueKind == JsonValueKind.Null, voucher.GetProperty("redeemable").GetBoolean());
        if (reason.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        Assert.All(["zh", "en"], name => Assert.NotEmpty(reason.GetProperty(name).GetString()!));
        return reason.GetProperty("name").GetString();
    }

    private Task<JsonElement> ListAsync(string query) =>
        Keeper.GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/redeemed?{query}");

    private Task<JsonElement> VoucherAsync(string code, string query = "") =>
        Keeper.GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/{code}{query}");

    private async Task<string> HeldAsync(Guid? organisation = null) => await fixture.VoucherAsync(
        await fixture.RiderWithAsync(30), await fixture.RewardAsync(organisation: organisation));

    private async Task<string> RedeemedAsync(Guid station)
    {
        var code = await HeldAsync();
        var answer = await Keeper.PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station });
        await answer.ReadAsync(HttpStatusCode.OK);
        return code;
    }
}
