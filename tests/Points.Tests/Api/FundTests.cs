using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Tests.Api;

public sealed class FundTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    [Fact]
    public async Task Open_WithTheSameIdAndContent_AnswersTheSameFund()
    {
        var request = new { id = Guid.CreateVersion7(), name = "锦江区基金", regionCode = "510104", budgetFen = 1_000 };
        Assert.Equal(HttpStatusCode.Created, (await OpenAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(request)).StatusCode);
        Assert.Equal("FundExistsWithOtherContent", await (await OpenAsync(request with { name = "另一个" }))
            .RefusalAsync(HttpStatusCode.Conflict));
        Assert.Equal("RegionHasFund", await (await OpenAsync(request with { id = Guid.CreateVersion7() }))
            .RefusalAsync(HttpStatusCode.Conflict));
        Assert.Equal((1_000, 0, 0), await fixture.AmountsAsync(request.id));
        await fixture.VerifyAsync();
    }

    [Theory]
    [InlineData("""{"name":"","regionCode":"510105","budgetFen":1}""", "name")]
    [InlineData("""{"regionCode":"510105","budgetFen":1}""", "name")]
    [InlineData("""{"name":"x","regionCode":"51-1","budgetFen":1}""", "regionCode")]
    [InlineData("""{"name":"x","regionCode":"510105","budgetFen":-1}""", "budgetFen")]
    [InlineData("""{"name":"x","regionCode":"510105","budgetFen":1,"fenPerPoint":0}""", "fenPerPoint")]
    public async Task Open_WithBadContent_SaysWhatIsWrong(string json, string field)
    {
        var answer = await fixture.Administrator.PostAsync(
            new Uri("/api/v1/funds", UriKind.Relative),
                new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        var problem = await answer.ReadAsync(HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [InlineData("""{"name":"x","regionCode":"510105","budgetFen":"many"}""")]
    [InlineData("""{"name":"x","regionCode":"510105","budgetFen":1.5}""")]
    [InlineData("[1]")]
    [InlineData("{")]
    public async Task Open_WithWrongTypes_IsMalformed(string json)
    {
        var answer = await fixture.Administrator.PostAsync(
            new Uri("/api/v1/funds", UriKind.Relative),
                new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal("Malformed", await answer.RefusalAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Statement_ListsEveryMovementOfMoney()
    {
        var fund = await fixture.FundAsync("510116", 10_000);
        var rider = await fixture.RiderWithAsync(30, "510116001");
        var organisation = Guid.CreateVersion7();
        var station = await fixture.StationAsync(organisation, "510116001");
        var code = await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 30, region: "510116", cost: 200));
        await (await fixture.Keeper(organisation, "510116")
            .PostAsync($"/api/v1/vouchers/{code}/redemption", new { stationId = station }))
            .ReadAsync(HttpStatusCode.OK);

        var lines = (await fixture.Administrator.GetFromJsonAsync<JsonElement>($"/api/v1/funds/{fund}/statement"))
            .GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(
            ["Commitment", "Deposit", "Payable", "Release"], lines.Select(l => l.GetProperty("kind").GetString())
            .Order());
        long Sum(string name) => lines.Sum(l => l.GetProperty(name).GetInt64());
        Assert.Equal(await fixture.AmountsAsync(fund), (Sum("availableFen"), Sum("committedFen"), Sum("spentFen")));
    }

    [Fact]
    public async Task Scope_AnotherRegionsSupervisor_SeesNoFund()
    {
        var leshan = fixture.ClientFor(null, new Grant(Roles.Supervisor, "5111", null));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await leshan.GetAsync(new Uri($"/api/v1/funds/{PointsFixture.Chengdu}", UriKind.Relative))).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await leshan.GetAsync(
            new Uri($"/api/v1/funds/{PointsFixture.Chengdu}/statement", UriKind.Relative))).StatusCode);
        var page = await leshan.GetFromJsonAsync<JsonElement>("/api/v1/funds");
        Assert.Equal(
            (1, "5111"),
            (page.GetProperty("total").GetInt32(), page.GetProperty("items")[0].GetProperty("regionCode").GetString()));

        var rider = fixture.Rider(Guid.CreateVersion7());
        Assert.Equal(
            HttpStatusCode.Forbidden, (await rider.GetAsync(new Uri("/api/v1/funds", UriKind.Relative))).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await rider.GetAsync(new Uri("/api/v1/points/verification", UriKind.Relative))).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await fixture.NewClient().GetAsync(new Uri("/api/v1/rewards", UriKind.Relative))).StatusCode);
    }

    private Task<HttpResponseMessage> OpenAsync(object request) =>
        fixture.Administrator.PostAsync("/api/v1/funds", request);
}
