using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RiderPlatform.Points.Tests.Api;

/// <summary>What a rider is told before spending, and what became of every point.</summary>
public sealed class MeansTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    [Fact]
    public async Task Reward_SaysWhetherThisRiderCanHaveIt_AsRedeemingThenDecides()
    {
        var rider = await fixture.RiderWithAsync(30);
        (Guid Reward, string? Reason, long Missing)[] cases =
        [
            (await fixture.RewardAsync(price: 30), null, 0),
            (await fixture.RewardAsync(price: 45), "InsufficientPoints", 15),
            (await fixture.RewardAsync(price: 30, stock: 0), "OutOfStock", 0),
        ];
        foreach (var (reward, reason, missing) in cases)
        {
            var view = await fixture.Rider(rider).GetFromJsonAsync<JsonElement>($"/api/v1/rewards/{reward}");
            Assert.Equal((missing == 0, missing, reason), Means(view));
            Assert.Equal((reason, "5101"), (Means(view).Reason,
                view.GetProperty("where").GetProperty("regionCode").GetString()));
        }

        foreach (var (reward, reason, _) in cases.Reverse())
        {
            var answer = await fixture.Rider(rider).PostAsync($"/api/v1/rewards/{reward}/redemptions");
            Assert.Equal(reason, reason is null ? null : await answer.RefusalAsync(HttpStatusCode.Conflict));
        }
    }

    [Fact]
    public async Task Reward_OfAnotherRegion_IsNotForThisRider()
    {
        var rider = await fixture.RiderWithAsync(30);
        var reward = await fixture.RewardAsync(region: "510104");
        var view = await fixture.Rider(rider, "5111").GetFromJsonAsync<JsonElement>($"/api/v1/rewards/{reward}");
        Assert.Equal((true, 0, "NotInRegion"), Means(view));
    }

    [Fact]
    public async Task Rewards_ListTellsTheSame_AndNothingToOthers()
    {
        var path = "/api/v1/rewards?region=5101&size=200";
        var rider = await fixture.Rider(Guid.CreateVersion7()).GetFromJsonAsync<JsonElement>(path);
        Assert.All(rider.GetProperty("items").EnumerateArray().Where(r => r.GetProperty("stock").GetInt64() > 0), r =>
            Assert.Equal((false, r.GetProperty("pricePoints").GetInt64(), "InsufficientPoints"), Means(r)));
        var others = await fixture.Administrator.GetFromJsonAsync<JsonElement>(path);
        Assert.All(others.GetProperty("items").EnumerateArray(), r =>
        {
            Assert.All(["affordable", "missingPoints", "whyNot"], n =>
                Assert.Equal(JsonValueKind.Null, r.GetProperty(n).ValueKind));
        });
    }

    [Fact]
    public async Task Entries_SayWhatHappened_AndWhatWasLeftAfterwards()
    {
        var rider = Guid.CreateVersion7();
        var fact = PointsFixture.Closed(rider, "Major");
        await fixture.ConsumeAsync(fact);
        await fixture.ConsumeAsync(PointsFixture.Closed(rider, "Major", "310101"));
        var voucher = await fixture.VoucherIdAsync(
            await fixture.VoucherAsync(rider, await fixture.RewardAsync(price: 10, cost: 10)));

        var entries = await EntriesAsync(rider, "");
        Assert.Equal(["Reserve", "NoFund", "Awarded"], entries.Select(e => e.GetProperty("kind").GetString()));
        Assert.Equal([20, 30, 30], entries.Select(e => e.GetProperty("balance").GetInt64()));
        Assert.Equal((voucher, JsonValueKind.Null), (entries[0].GetProperty("voucherId").GetGuid(),
            entries[0].GetProperty("caseId").ValueKind));
        Assert.Equal((fact.CaseId, JsonValueKind.Null), (entries[2].GetProperty("caseId").GetGuid(),
            entries[2].GetProperty("voucherId").ValueKind));
        Assert.All(entries, e =>
        {
            Assert.Contains(e.GetProperty("text").GetString()!, c => c is >= '\u4e00' and <= '\u9fff');
            Assert.Equal(e.GetProperty("en").GetString(), e.GetProperty("textEn").GetString());
        });
        var second = Assert.Single(await EntriesAsync(rider, "?page=2&size=1"));
        Assert.Equal(30, second.GetProperty("balance").GetInt64());
        Assert.Equal(20, (await fixture.PointsOfAsync(rider)).Balance);
    }

    private static (bool Affordable, long Missing, string? Reason) Means(JsonElement reward) =>
        (reward.GetProperty("affordable").GetBoolean(), reward.GetProperty("missingPoints").GetInt64(),
            reward.GetProperty("whyNot") is { ValueKind: JsonValueKind.Object } why
                ? why.GetProperty("name").GetString() : null);

    private async Task<List<JsonElement>> EntriesAsync(Guid rider, string query) =>
        [.. (await fixture.Rider(rider).GetFromJsonAsync<JsonElement>($"/api/v1/points/me/entries{query}"))
            .GetProperty("items").EnumerateArray()];
}
