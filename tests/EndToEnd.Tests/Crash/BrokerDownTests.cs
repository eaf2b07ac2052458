using System.Net.Sockets;
using RiderPlatform.Harness;
using RiderPlatform.Loop;

namespace RiderPlatform.EndToEnd.Tests.Crash;

/// <summary>
/// The broker may be away at any moment: riders are answered all the same, and everything arrives later.
/// </summary>
[Collection(Platform.Name)]
public sealed class BrokerDownTests(Platform platform)
{
    private const int Wanted = 12;
    private readonly List<CaseLife> _lives = [];
    private readonly string _run = $"down-{Guid.CreateVersion7():N}-";

    [Fact]
    public async Task BrokerDown_EverybodyIsAnswered_AndEverythingArrivesAfterwards()
    {
        var rider = await platform.AsAsync("rider17");
        await CloseWithoutBrokerAsync(rider);
        await EverythingArrivesAsync(rider);
    }

    /// <summary>Without a broker the facts stay in the outbox: these relays die with rows in hand.</summary>
    [Fact]
    public async Task RelaysKilled_WithRowsInHand_LoseNoneOfThem()
    {
        var rider = await platform.AsAsync("rider18");
        await CloseWithoutBrokerAsync(rider);
        platform.Instance.Kill9("grievances", 0);
        platform.Instance.Kill9("grievances", 1);
        await EverythingArrivesAsync(rider);
    }

    /// <summary>
    /// Whole lives of cases, each step answered at once and well. The host starts a killed broker again after a moment;
    /// it is killed again until enough was done without it.
    /// </summary>
    private async Task CloseWithoutBrokerAsync(PlatformClient rider)
    {
        var staff = new Staff(
            rider, await platform.AsAsync("handler.jinjiang"), await platform.AsAsync("dispatcher"), rider);
        for (var done = 0; done < Wanted;)
        {
            await platform.Instance.HealthyAsync();
            platform.Instance.Kill9("messaging");
            while (done < Wanted && !await BrokerAnswersAsync())
            {
                var life = new CaseLife($"{_run}{_lives.Count}", rider);
                _lives.Add(life);
                await life.LiveAsync(staff, Patience.None, () => true);
                Assert.Equal(Stage.Closed, life.Told.Stage);
                done += await BrokerAnswersAsync() ? 0 : 1;
            }
        }
    }

    private async Task EverythingArrivesAsync(PlatformClient rider)
    {
        await platform.Instance.HealthyAsync();
        await Eventually.IsAsync(
            async () => Findings.Of([.. _lives.Select(l => l.Told)], await Books.ReadAsync(platform, _run, [rider])),
            f => f.AreClean, TimeSpan.FromSeconds(60));
    }

    private async Task<bool> BrokerAnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", new Uri(platform.Instance.ConnectionString("messaging")).Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
