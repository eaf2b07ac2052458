using RiderPlatform.Harness;
using RiderPlatform.Loop;
using Xunit.Abstractions;

namespace RiderPlatform.EndToEnd.Tests.Crash;

/// <summary>
/// kill -9 of each process in the middle of load. The relay lives in each service, so killing a service under load
/// kills relays with rows in hand. It does not test fsync: the machine stays up.
/// </summary>
[Collection(Platform.Name)]
public sealed class KillTests(Platform platform, ITestOutputHelper output)
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
        var (handler, dispatcher) = (await platform.AsAsync("handler.jinjiang"), await platform.AsAsync("dispatcher"));
        await using var load = new Load(new Staff(riders[0], handler, dispatcher, riders[0]), riders);
        await ClosedAsync(load, Enough);
        foreach (var replica in replicas)
        {
            platform.Instance.Kill9(resource, replica);
        }

        await ClosedAsync(load, load.Closed + Enough);
        await platform.Instance.HealthyAsync();
        var journal = await load.HealAsync();
        Assert.Empty(journal.Select(l => l.Refused).OfType<string>());
        var findings = await Eventually.IsAsync(
            () => CheckAsync(load, riders), found => found.AreClean, TimeSpan.FromSeconds(60));
        Assert.Equal(findings.Attempted, findings.Acknowledged);
        output.WriteLine(findings.ToString());
    }

    private async Task<Findings> CheckAsync(Load load, PlatformClient[] riders) => Findings.Of(
        [.. load.Journal.Select(l => l.Told)], await Books.ReadAsync(platform, load.Run, riders),
        load.Journal.Sum(l => l.Recovered));

    private static Task<int> ClosedAsync(Load load, int count) =>
        Eventually.IsAsync(() => Task.FromResult(load.Closed), closed => closed >= count, TimeSpan.FromSeconds(60));
}
