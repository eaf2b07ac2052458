using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RiderPlatform.Points.Tests.Api;

public sealed class RewardTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    [Fact]
    public async Task List_ByRegionAndStation_ShowsWhatIsHandedOverThere()
    {
        var organisation = Guid.CreateVersion7();
        var own = await fixture.RewardAsync(region: "510104", organisation: organisation);
        var station = await fixture.StationAsync(organisation);
        var other = await fixture.StationAsync(Guid.CreateVersion7());

        Assert.Contains(own, await IdsAsync("region=510104020"));
        Assert.Contains(own, await IdsAsync($"station={station}"));
        Assert.Contains(PointsFixture.Meal, await IdsAsync($"station={other}"));
        Assert.DoesNotContain(own, await IdsAsync($"station={other}"));
        Assert.DoesNotContain(PointsFixture.Meal, await IdsAsync("region=5111"));
        Assert.Empty(await IdsAsync($"station={Guid.CreateVersion7()}"));
    }

    [Fact]
    public async Task List_IsPaged()
    {
        var page = await Rider.GetFromJsonAsync<JsonElement>("/api/v1/rewards?region=5101&page=2&size=2");
        Assert.Equal(2, page.GetProperty("items").GetArrayLength());
        Assert.True(page.GetProperty("total").GetInt32() >= 6);
    }

    [Theory]
    [InlineData("region=abc")]
    [InlineData("station=1")]
    [InlineData("page=first")]
    public async Task List_WithABadFilter_IsRefused(string query) =>
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await Rider.GetAsync(new Uri($"/api/v1/rewards?{query}", UriKind.Relative))).StatusCode);

    [Fact]
    public async Task Offer_AboveWhatThePointsAreWorth_IsRefused() =>
        Assert.Equal("CostAboveWorth", await (await OfferAsync("5101", cost: 301))
            .RefusalAsync(HttpStatusCode.Conflict));

    [Fact]
    public async Task Offer_WhereNoFundIs_IsRefused() =>
        Assert.Equal("NoFund", await (await OfferAsync("3101", cost: 1)).RefusalAsync(HttpStatusCode.Conflict));

    [Fact]
    public async Task Offer_WithTheSameId_IsTheSameRewardOrRefused()
    {
        var id = Guid.CreateVersion7();
        Assert.Equal(HttpStatusCode.Created, (await OfferAsync("5101", id: id)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await OfferAsync("5101", id: id)).StatusCode);
        Assert.Equal("RewardExistsWithOtherContent", await (await OfferAsync("5101", cost: 1, id: id))
            .RefusalAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Offer_WithBadAmounts_SaysEachOfThem()
    {
        var answer =
            await fixture.Administrator.PostAsync(
            "/api/v1/rewards",
            new { name = "", regionCode = "x", pricePoints = 0, costFen = -1, stock = -1, voucherValidDays = 0 });
        var errors = (await answer.ReadAsync(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(
            ["costFen", "name", "pricePoints", "regionCode", "stock", "voucherValidDays"], errors.EnumerateObject()
            .Select(e => e.Name));
    }

    [Fact]
    public async Task Offer_ByARider_IsForbidden() =>
        Assert.Equal(
            HttpStatusCode.Forbidden, (await Rider.PostAsync("/api/v1/rewards", new { name = "x" })).StatusCode);

    private HttpClient Rider => fixture.Rider(Guid.CreateVersion7());

    private Task<HttpResponseMessage> OfferAsync(string region, long cost = 200, Guid? id = null) =>
        fixture.Administrator.PostAsync(
        "/api/v1/rewards", new { id, name = "雨衣", regionCode = region, pricePoints = 30, costFen = cost, stock = 5 });

    private async Task<IReadOnlyList<Guid>> IdsAsync(string query) =>
        [.. (await Rider.GetFromJsonAsync<JsonElement>($"/api/v1/rewards?size=200&{query}")).GetProperty("items")
            .EnumerateArray()
            .Select(r => r.GetProperty("id").GetGuid())];
}
