using System.Net;
using System.Net.NetworkInformation;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using RiderPlatform.Harness;
using RiderPlatform.LocalHosting;

namespace RiderPlatform.AppHost.Tests.Servers;

public sealed class PrivateRabbitMqTests
{
    [Fact]
    public async Task KilledNode_StartsAgainWithItsQuorumQueueAndMessage()
    {
        await using var broker = await PrivateRabbitMq.StartNewAsync();
        await PublishAsync(broker, "kept");

        broker.Kill();
        Assert.Equal(128 + 9, await broker.Exited);
        await broker.StartAsync();

        Assert.Equal("kept", await Eventually.ReturnsAsync(() => GetAsync(broker), TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task VirtualHost_IsAWorldOfItsOwnUntilItIsDeleted()
    {
        await using var broker = await PrivateRabbitMq.StartNewAsync();
        await broker.AddVirtualHostAsync("a/test \"quoted\"");
        var address = broker.ConnectionString("a/test \"quoted\"");
        await using (var connection = await ConnectAsync(address))
        await using (var channel = await connection.CreateChannelAsync())
            await channel.QueueDeclareAsync("only here");

        await broker.DeleteVirtualHostAsync("a/test \"quoted\"");
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync(address));
    }

    [Fact]
    public async Task Node_ListensOnThisMachineAloneAndLeavesNothing()
    {
        var (port, distribution, mapper) = (FreePorts.Next(), FreePorts.Next(), FreePorts.Next());
        await using (await PrivateRabbitMq.StartNewAsync(new RabbitMqOptions
        {
            Port = port,
            DistributionPort = distribution,
            MapperPort = mapper,
        }))
        {
            var listeners = Listeners(port, distribution, mapper);
            Assert.Equal(3, listeners.Select(listener => listener.Port).Distinct().Count());
            Assert.All(listeners, listener => Assert.True(IPAddress.IsLoopback(listener.Address), $"{listener}"));
        }

        Assert.Empty(Listeners(port, distribution, mapper));
    }

    private static List<IPEndPoint> Listeners(params int[] ports) =>
    [
        .. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => ports.Contains(listener.Port)),
    ];

    private static async Task PublishAsync(PrivateRabbitMq broker, string text)
    {
        await using var connection = await ConnectAsync(broker.ConnectionString());
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.QueueDeclareAsync("clues", durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.BasicPublishAsync("", "clues", mandatory: true, Encoding.UTF8.GetBytes(text));
    }

    private static async Task<string> GetAsync(PrivateRabbitMq broker)
    {
        await using var connection = await ConnectAsync(broker.ConnectionString());
        await using var channel = await connection.CreateChannelAsync();
        var message = await channel.BasicGetAsync("clues", autoAck: true);
        return message is null ? "" : Encoding.UTF8.GetString(message.Body.Span);
    }

    private static Task<IConnection> ConnectAsync(string address) =>
        new ConnectionFactory
        {
            Uri = new Uri(address),
            AutomaticRecoveryEnabled = false,
            ContinuationTimeout = TimeSpan.FromSeconds(5),
        }.CreateConnectionAsync();
}
