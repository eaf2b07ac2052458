using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RiderPlatform.Points.Tests.Api;

public sealed class CancelVoucherTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    [Fact]
    public async Task Cancel_GivesEverythingBack_AndTwiceIsOnce()
    {
        var reward = await fixture.RewardAsync(price: 30, stock: 3);
        var rider = await fixture.RiderWithAsync(30);
        var code = await fixture.VoucherAsync(rider, reward);
        var path = $"/api/v1/vouchers/{code}/cancellation";
        Assert.Equal(HttpStatusCode.NotFound,
            (await fixture.Rider(Guid.CreateVersion7()).PostAsync(path)).StatusCode);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("Cancelled", (await (await fixture.Rider(rider).PostAsync(path))
                .ReadAsync(HttpStatusCode.OK)).GetProperty("status").GetString());
            Assert.Equal((30, 0), await fixture.PointsOfAsync(rider));
        }

        var view = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>($"/api/v1/rewards/{reward}");
        Assert.Equal(3, view.GetProperty("stock").GetInt32());
        var organisation = Guid.CreateVersion7();
        var station = await fixture.StationAsync(organisation);
        Assert.Equal("VoucherCancelled", await (await fixture.Keeper(organisation)
            .PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station }))
            .RefusalAsync(HttpStatusCode.Conflict));
        await fixture.VerifyAsync();
    }

    /// <summary>Both take the voucher's row: either it was handed over, or the points are back.</summary>
    [Fact]
    public async Task Cancel_AndHandOverAtOnce_OneWinsAsAWhole()
    {
        var organisation = Guid.CreateVersion7();
        var station = await fixture.StationAsync(organisation);
        var reward = await fixture.RewardAsync(price: 30);
        for (var i = 0; i < 10; i++)
        {
            var rider = await fixture.RiderWithAsync(30);
            var code = await fixture.VoucherAsync(rider, reward);
            var given = fixture.Keeper(organisation)
                .PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station });
            var back = fixture.Rider(rider).PostAsync($"/api/v1/vouchers/{code}/cancellation");
            var won = new[] { (await given).StatusCode, (await back).StatusCode };
            Assert.Equal(1, won.Count(s => s == HttpStatusCode.OK));
            Assert.Equal((won[1] == HttpStatusCode.OK ? 30 : 0, 0), await fixture.PointsOfAsync(rider));
        }

        await fixture.VerifyAsync();
    }
}
