using System.Text.Json;
using RiderPlatform.Loop;
using RiderPlatform.ServiceDefaults;

namespace RiderPlatform.EndToEnd.Tests;

/// <summary>
/// What belongs to another organisation or region is absent: in lists, by id, in counts. For each service, through the
/// gateway; <see cref="CaseIsolationTests"/> has the cases.
/// </summary>
[Collection(Platform.Name)]
public sealed class IsolationTests(Platform platform)
{
    /// <summary>Who lists what, and what every region code of the list must begin with.</summary>
    [Theory]
    [InlineData("secretary", "organisations", "5101")]
    [InlineData("dispatcher.leshan", "organisations", "5111")]
    [InlineData("handler.wuhou", "organisations", "510107")]
    [InlineData("dispatcher", "duties", "5101")]
    [InlineData("dispatcher.leshan", "duties", "5111")]
    [InlineData("secretary", "riders", "5101")]
    [InlineData("supervisor", "stations", "5101")]
    [InlineData("dispatcher.leshan", "stations", "5111")]
    [InlineData("keeper.wuhou", "stations", "510107")]
    [InlineData("supervisor", "funds", "5101")]
    public async Task List_HoldsNothingOfAnotherRegion(string user, string what, string region)
    {
        var client = await platform.AsAsync(user);
        var page = (await client.Caller.GetAsync($"/api/v1/{what}?size=200")).Read<PageView<JsonElement>>(200);
        Assert.NotEmpty(page.Items);
        Assert.All(page.Items, i =>
            Assert.StartsWith(region, i.GetProperty("regionCode").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dispatcher.leshan", "riders")]
    public async Task List_OfWhatAllBelongsToOthers_IsEmptyAndCountsZero(string user, string what)
    {
        var client = await platform.AsAsync(user);
        var page = (await client.Caller.GetAsync($"/api/v1/{what}?size=200")).Read<PageView<JsonElement>>(200);
        Assert.Equal((0, 0), (page.Items.Count, page.Total));
    }

    /// <summary>The owner finds it by its id; the stranger does not, and is not told that it exists.</summary>
    [Theory]
    [InlineData("dispatcher", "dispatcher.leshan", "organisations", "organisation/510104/Department/urban-management")]
    [InlineData(
        "handler.jinjiang", "handler.wuhou", "organisations", "organisation/510104/Department/urban-management")]
    [InlineData("secretary", "dispatcher.leshan", "riders", "rider/demo/1")]
    [InlineData("rider1", "rider2", "riders", "rider/demo/1")]
    [InlineData("admin", "supervisor", "funds", "fund/5111")]
    public async Task Thing_OfAnotherScope_IsNotFound(string owner, string stranger, string what, string name)
    {
        var path = $"/api/v1/{what}/{StableId.Of(name)}";
        Assert.Equal(200, (await (await platform.AsAsync(owner)).Caller.GetAsync(path)).Status);
        var answer = (await (await platform.AsAsync(stranger)).Caller.GetAsync(path)).Expect(404);
        Assert.Equal("/problems/NotFound", answer.Problem.Type);
    }

    [Fact]
    public async Task Voucher_IsSeenByItsRiderAlone_AndHandedOverAtOnesOwnStationOnly()
    {
        var rider = await platform.AsAsync("rider10");
        await platform.EarnAsync(rider);
        var rewards = await rider.RewardsAsync($"region={City.Chengdu}").ReadAsync<PageView<RewardView>>(200);
        var voucher = await rider.RedeemAsync(rewards.Items[0].Id).ReadAsync<VoucherView>(201);
        var (stranger, keeper) = (await platform.AsAsync("rider9"), await platform.AsAsync("keeper"));
        var others = (await (await platform.AsAsync("keeper.wuhou")).StationsAsync())
            .Read<PageView<StationView>>(200).Items[0];

        Assert.Equal(200, (await rider.VoucherAsync(voucher.Code)).Status);
        Assert.Equal(404, (await stranger.VoucherAsync(voucher.Code)).Status);
        Assert.Equal(0, (await stranger.VouchersAsync()).Read<PageView<VoucherView>>(200).Total);
        Assert.Equal(404, (await keeper.HandOverAsync(voucher.Code, others.Id)).Status);
        Assert.Equal("Held", (await rider.VoucherAsync(voucher.Code)).Read<VoucherView>(200).Status);
    }
}
