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
    private const int Wanted = 20;

    [Fact]
    public async Task BrokerDown_IntakeAnswers201_AndEverythingArrivesAfterwards()
    {
        var rider = await platform.AsAsync("rider17");
        var handler = await platform.AsAsync("handler.jinjiang");
        var dispatcher = await platform.AsAsync("dispatcher");
        var staff = new Staff(rider, handler, dispatcher, rider);
        var lives = new List<CaseLife>();
        var run = $"down-{Guid.CreateVersion7():N}-";

        // The host starts a killed broker again after a moment; it is killed again until enough was done without it.
        for (var done = 0; done < Wanted;)
        {
            await platform.Instance.HealthyAsync();
            platform.Instance.Kill9("messaging");
            while (done < Wanted && !await BrokerAnswersAsync())
            {
                var life = new CaseLife($"{run}{lives.Count}", rider);
                lives.Add(life);
                await life.LiveAsync(staff, Patience.None, () => true);
                Assert.Equal(Stage.Closed, life.Acknowledged);
                done += await BrokerAnswersAsync() ? 0 : 1;
            }
        }

        await platform.Instance.HealthyAsync();
        await Eventually.IsAsync(
            async () => Findings.Of([.. lives.Select(l => l.Told)], await Books.ReadAsync(platform, run, [rider])),
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
