using RiderPlatform.Harness;
using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests.Crash;

/// <summary>
/// kill -9 of each process in the middle of load. The relay lives in each service, so killing a service under load
/// kills relays with rows in hand. It does not test fsync: the machine stays up.
/// </summary>
[Collection(Platform.Name)]
public sealed class KillTests(Platform platform)
{
    private const int Enough = 8;
    private static readonly string[] Riders = ["rider11", "rider12", "rider13", "rider14", "rider15", "rider16"];

    [Theory]
    [InlineData("organisations", 0, 1)]
    [InlineData("stations", 0, 1)]
    [InlineData("grievances", 0)]
    [InlineData("grievances", 0, 1)]
    [InlineData("points", 0)]
    [InlineData("points", 0, 1)]
    [InlineData("gateway", 0)]
    [InlineData("postgres", 0)]
    [InlineData("messaging", 0)]
    public async Task Kill_UnderLoad_LosesNothingAcknowledgedAndAwardsOnce(string resource, params int[] replicas)
    {
        var riders = await Task.WhenAll(Riders.Select(platform.AsAsync));
        var staff =
            new Staff(
            riders[0], await platform.AsAsync("handler.jinjiang"), await platform.AsAsync("dispatcher"), riders[0]);
        await using var load = new Load(staff, riders);
        await ClosedAsync(load, Enough);
        foreach (var replica in replicas)
        {
            platform.Instance.Kill9(resource, replica);
        }

        await ClosedAsync(load, load.Closed + Enough);
        await platform.Instance.HealthyAsync();
        var journal = await load.HealAsync();
        Assert.DoesNotContain(journal, l => l.Refused is not null);
        var findings = await Eventually.IsAsync(
            async () =>
                Findings.Of([.. journal.Select(l => l.Told)], await Books.ReadAsync(platform, load.Run, riders)), f =>
                f.AreClean, TimeSpan.FromSeconds(60));
        Assert.Equal(journal.Count, findings.Acknowledged);
    }

    private static Task<int> ClosedAsync(Load load, int count) =>
        Eventually.IsAsync(() => Task.FromResult(load.Closed), closed => closed >= count, TimeSpan.FromSeconds(60));
}
