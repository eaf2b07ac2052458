using System.Net;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Stations.Tests.Api;

public sealed class ListStationsTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    [Fact]
    public async Task List_HoldsWhatTheScopeCovers_AndCountsNoMore()
    {
        Assert.Equal(259, await CountAsync(new Grant(Roles.Administrator, "", null)));
        Assert.Equal(237, await CountAsync(new Grant(Roles.Secretary, "5101", null)));
        Assert.Equal(22, await CountAsync(new Grant(Roles.Supervisor, "5111", null)));
        Assert.Equal(0, await CountAsync(new Grant(Roles.Secretary, "53", null)));
        Assert.Equal(0, await CountAsync(new Grant(Roles.Keeper, "5101", Guid.CreateVersion7())));
        var own = ServiceDefaults.StableId.Of("organisation/510104017/GuidanceStation");
        Assert.Equal(4, await CountAsync(new Grant(Roles.Keeper, "510104", own)));
        Assert.Equal(0, await CountAsync(new Grant(Roles.Keeper, "510105", own)));
        Assert.Equal(
            26, await CountAsync(new Grant(Roles.Keeper, "510104", own), new Grant(Roles.Leader, "5111", null)));
    }

    [Fact]
    public async Task List_IsFilteredAndPaged()
    {
        var client = fixture.ClientFor(null, new Grant(Roles.Administrator, "", null));
        var page = await Scenarios.GetAsync(client, "/api/v1/stations?region=510107&page=2&size=10");
        Assert.Equal(10, page.Items().Count);
        Assert.All(page.Items(), i => Assert.StartsWith("510107", i.Text("regionCode"), StringComparison.Ordinal));
        Assert.True(page["total"]!.GetValue<int>() > 50);
        Assert.All((await Scenarios.GetAsync(client, "/api/v1/stations?kind=kindmerchant")).Items(), i =>
            Assert.Equal("KindMerchant", i.Text("kind")));
        Assert.Empty((await Scenarios.GetAsync(client, "/api/v1/stations?status=Closed")).Items());
        Assert.Equal(4, (await Scenarios.GetAsync(client, "/api/v1/stations?q=锦官驿骑手")).Items().Count);
        Assert.Empty((await Scenarios.GetAsync(client, "/api/v1/stations?q=%25_")).Items());
    }

    [Theory]
    [InlineData("region=51a")]
    [InlineData("region=5101040170011")]
    [InlineData("kind=Palace")]
    [InlineData("kind=1")]
    [InlineData("status=Open")]
    [InlineData("crs=mars")]
    [InlineData("q=%00")]
    [InlineData("sort=size")]
    [InlineData("sort=0")]
    [InlineData("order=up")]
    [InlineData("open=perhaps", "Malformed")]
    public async Task List_WithABadFilter_IsRefused(string query, string problem = "Invalid")
    {
        using var answer = await fixture.Secretary.GetAsync(new Uri($"/api/v1/stations?{query}", UriKind.Relative));
        await answer.ProblemAsync(HttpStatusCode.BadRequest, problem);
    }

    [Fact]
    public async Task List_IsForThoseWhoRunStations()
    {
        using var rider = await fixture.ClientFor(Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null))
            .GetAsync(new Uri("/api/v1/stations", UriKind.Relative));
        await rider.ProblemAsync(HttpStatusCode.Forbidden, "Forbidden");
        using var nobody = await fixture.NewClient().GetAsync(new Uri("/api/v1/stations", UriKind.Relative));
        await nobody.ProblemAsync(HttpStatusCode.Unauthorized, "Unauthenticated");
        using var method = await fixture.Secretary.DeleteAsync(new Uri("/api/v1/stations", UriKind.Relative));
        await method.ProblemAsync(HttpStatusCode.MethodNotAllowed, "MethodNotAllowed");
    }

    [Fact]
    public async Task Read_OfAnUnknownStation_IsNotFound()
    {
        using var answer = await fixture.NewClient()
            .GetAsync(new Uri($"/api/v1/stations/{Guid.CreateVersion7()}", UriKind.Relative));
        await answer.ProblemAsync(HttpStatusCode.NotFound, "NotFound");
        using var crs = await fixture.NewClient()
            .GetAsync(new Uri($"/api/v1/stations/{Guid.CreateVersion7()}?crs=x", UriKind.Relative));
        await crs.ProblemAsync(HttpStatusCode.BadRequest, "Invalid");
    }

    private async Task<int> CountAsync(params Grant[] grants)
    {
        var page = await Scenarios.GetAsync(fixture.ClientFor(null, grants), "/api/v1/stations?size=200");
        Assert.Equal(Math.Min(200, page["total"]!.GetValue<int>()), page.Items().Count);
        return page["total"]!.GetValue<int>();
    }
}
