using FsCheck;
using FsCheck.Fluent;

namespace RiderPlatform.Points.Tests.Model;

/// <summary>
/// Random histories of a rider (FsCheck prints what fails): awards and their replays, redemptions and
/// theirs, vouchers that expire, lots that end, clawbacks and what repays them, on two replicas; after every command
/// each lot is what the model says, and at the end the ledger's own invariants hold.
/// </summary>
public sealed class HistoryTests(PointsFixture fixture) : IClassFixture<PointsFixture>
{
    private const int Histories = 4;

    /// <summary>Three bytes a command.</summary>
    private static readonly Arbitrary<byte[]> Scripts =
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().Resize(75).ToArbitrary();

    [Fact]
    public async Task Histories_EqualTheModel()
    {
        var (replicas, rewards) = await PlaceAsync();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Histories),
            Prop.ForAll(Scripts, script => Assert.Null(Differs(replicas, rewards, script, new RiderModel()))));
        await fixture.VerifyAsync();
    }

    /// <summary>The same comparison finds a planted bug: a model that spends what ends last.</summary>
    [Fact]
    public async Task Model_ThatSpendsInReverse_IsFoundToDiffer()
    {
        var (replicas, rewards) = await PlaceAsync();
        byte[] script = [0, 1, 9, 0, 2, 1, 3, 2, 0];
        Assert.Null(Differs(replicas, rewards, script, new RiderModel()));
        Assert.Contains(
            "lots", Differs(replicas, rewards, script, new RiderModel(reversed: true)), StringComparison.Ordinal);
    }

    private async Task<(IServiceProvider[] Replicas, Guid[] Rewards)> PlaceAsync()
    {
        var replica = await fixture.StartReplicaAsync();
        var rewards = new List<Guid>();
        for (var price = 10; price <= 60; price += 10)
        {
            rewards.Add(await fixture.RewardAsync(price, stock: 100_000, cost: price));
        }

        return ([fixture.Services, replica.Services], [.. rewards]);
    }

    /// <summary>FsCheck asks for an answer, not for a task.</summary>
    private string? Differs(IServiceProvider[] replicas, Guid[] rewards, byte[] script, RiderModel model) =>
        Task.Run(() => new RiderHistory(fixture, replicas, rewards, model).RunAsync(script)).GetAwaiter().GetResult();
}
