using System.Text.Json;
using RiderPlatform.Contracts;
using RiderPlatform.Harness;

namespace RiderPlatform.Points.Tests.Messaging;

/// <summary>Verified volunteer work and hazard checks become points, each once.</summary>
public sealed class TaskAwardTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task VerifiedTasks_BecomePoints_OnceEach_UpToTheDaysCap()
    {
        var rider = Guid.CreateVersion7();
        var first = Demand(rider, 60);
        await fixture.PublishAsync(first, first.ClaimId);
        await fixture.PublishAsync(first, first.ClaimId, 2);
        await fixture.PublishAsync(Demand(rider, 0), rider);
        var check = new HazardVerified
        {
            AnswerId = Guid.CreateVersion7(), CaseId = Guid.CreateVersion7(), RiderId = rider, Seen = "NotFixed",
            Category = "road.manhole", Points = 5, RegionCode = PointsFixture.Street, OccurredAt = At,
        };
        await fixture.PublishAsync(check, check.AnswerId);
        await fixture.PublishAsync(check, check.AnswerId, 2);
        await BalanceAsync(rider, 65);
        await fixture.PublishAsync(Demand(rider, 100), Guid.CreateVersion7());
        await fixture.PublishAsync(Demand(rider, 100), Guid.CreateVersion7());
        await BalanceAsync(rider, 205);

        var entries = (await fixture.Rider(rider).GetStringAsync("/api/v1/points/me/entries"))!;
        using var page = JsonDocument.Parse(entries);
        var items = page.RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(5, items.Count);
        Assert.All(items, i => Assert.Equal(JsonValueKind.Null, i.GetProperty("caseId").ValueKind));
        Assert.Contains("志愿服务已核实，奖励 60 积分", entries, StringComparison.Ordinal);
        Assert.Contains("志愿服务已核实，未约定积分", entries, StringComparison.Ordinal);
        Assert.Contains("隐患核验完成，奖励 5 积分", entries, StringComparison.Ordinal);
        await fixture.VerifyAsync();
    }

    private async Task BalanceAsync(Guid rider, long wanted) => await Eventually.IsAsync(
        async () => (await fixture.PointsOfAsync(rider)).Balance, balance => balance == wanted);

    private static DemandVerified Demand(Guid rider, int points) => new()
    {
        ClaimId = Guid.CreateVersion7(), DemandId = Guid.CreateVersion7(), RiderId = rider, TeamId = null,
        Kind = "demand.help", Points = points, Hours = 1.5m, RegionCode = PointsFixture.Street, DoneAt = At,
        OccurredAt = At,
    };
}
