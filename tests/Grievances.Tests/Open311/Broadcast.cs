using System.Text.Json;
using RabbitMQ.Client;
using RiderPlatform.Harness;

namespace RiderPlatform.Grievances.Tests.Open311;

/// <summary>
/// A queue of the test's own at a fact's exchange: a fact that nobody consumes is gone once it is sent.
/// </summary>
internal sealed class Broadcast(IConnection connection, IChannel channel, string queue) : IAsyncDisposable
{
    public static async Task<Broadcast> ListenAsync(string broker, string exchange)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, exchange, "");
        return new Broadcast(connection, channel, queue);
    }

    public async Task<JsonElement> NextAsync(Guid caseId) => await Eventually.ReturnsAsync(async () =>
    {
        var got = await channel.BasicGetAsync(queue, autoAck: true) ?? throw new TimeoutException("No fact yet.");
        var fact = JsonDocument.Parse(got.Body).RootElement.Clone();
        return fact.Id("caseId") == caseId ? fact : throw new TimeoutException("Another case's.");
    });

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
