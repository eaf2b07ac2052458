using System.Net;
using System.Net.Sockets;
using RiderPlatform.LocalHosting;

namespace RiderPlatform.AppHost.Tests.Servers;

public sealed class FreePortsTests
{
    [Fact]
    public void Next_IsBelowTheEphemeralRangeAndNeverTheSame()
    {
        var ports = Enumerable.Range(0, 100).Select(_ => FreePorts.Next()).ToList();
        Assert.Equal(100, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, FreePorts.First, FreePorts.Last));
    }

    [Fact]
    public void PortThatSomebodyListensOn_IsNotFree()
    {
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.Any })
        {
            using var listener = new TcpListener(address, FreePorts.Next());
            listener.Start();
            Assert.False(FreePorts.IsFree(((IPEndPoint)listener.LocalEndpoint).Port));
        }
    }

    [Fact]
    public void PortThatWasGiven_IsNotTakenAgain() => Assert.False(FreePorts.TryTake(FreePorts.Next()));
}
