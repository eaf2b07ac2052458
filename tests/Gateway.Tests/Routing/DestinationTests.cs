using RiderPlatform.Gateway.Tests.Hosting;
using RiderPlatform.Harness;

namespace RiderPlatform.Gateway.Tests.Routing;

public sealed class DestinationTests
{
    private static readonly Uri Rewards = new("/api/v1/rewards", UriKind.Relative);

    [Fact]
    public async Task SeveralAddresses_AreBalanced()
    {
        await using var second = await Backend.StartAsync("points-2");
        // Without probes: one that a loaded machine answers late would take an address out, and this is about turns.
        await using var gateway = await GatewayHost.StartAsync(
            ("services:points:http:1", second.Address.AbsoluteUri),
            ("ReverseProxy:Clusters:points:HealthCheck:Active:Enabled", "false"));
        using var client = gateway.NewSignedInClient();
        var served = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            served.Add(await ServedByAsync(client));
        }

        Assert.Equal([5, 5], served.CountBy(s => s).Select(s => s.Value));
    }

    [Fact]
    public async Task ChangedAddress_IsTakenUp()
    {
        await using var other = await Backend.StartAsync("points-moved");
        await using var gateway = await GatewayHost.StartAsync();
        using var client = gateway.NewSignedInClient();
        Assert.Equal("points", await ServedByAsync(client));

        await gateway.SetAddressAsync("points", 0, other.Address.AbsoluteUri);

        Assert.Equal("points-moved", await ServedByAsync(client));
    }

    [Fact]
    public async Task OneReplicaDown_TheOtherServesOn()
    {
        var second = await Backend.StartAsync("points-2");
        await using var gateway = await GatewayHost.StartAsync(("services:points:http:1", second.Address.AbsoluteUri));
        using var client = gateway.NewSignedInClient();
        await second.DisposeAsync();
        // Active probes take the dead one out within a few seconds; from then on nobody meets it. Where the machine is
        // so loaded that the living one's probes are late too, both are asked until it has caught up.
        await Eventually.ReturnsAsync(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal("points", await ServedByAsync(client));
            }

            return true;
        }, within: TimeSpan.FromMinutes(2));
    }

    private static async Task<string> ServedByAsync(HttpClient client)
    {
        var answer = await client.GetAsync(Rewards);
        return answer.Headers.TryGetValues("X-Served-By", out var by) ? by.Single() : answer.StatusCode.ToString();
    }
}
