using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace RiderPlatform.Stations.Tests.Messaging;

/// <summary>Hears a fact's exchange on the real broker from now on.</summary>
internal sealed class Ear : IAsyncDisposable
{
    private readonly ConcurrentQueue<JsonObject> _heard = [];
    private IConnection? _connection;

    public IReadOnlyList<JsonObject> Heard => [.. _heard];

    public static async Task<Ear> OnAsync(string broker, string exchange)
    {
        var ear = new Ear
        {
            _connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync(),
        };
        var channel = await ear._connection.CreateChannelAsync();
        var queue = await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true);
        await channel.QueueBindAsync(queue.QueueName, exchange, "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, e) =>
        {
            ear._heard.Enqueue(JsonNode.Parse(e.Body.Span)!.AsObject());
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return ear;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }
}
