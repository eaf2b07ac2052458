using System.Collections.Concurrent;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RiderPlatform.Contracts;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Tests;

/// <summary>Another service's queue: bound to the directory's facts, it keeps what arrives.</summary>
public sealed class FactSink : IAsyncDisposable
{
    private static readonly Type[] Types =
    [
        typeof(RegionsChanged), typeof(OrganisationChanged), typeof(DutyChanged), typeof(RiderRegistered),
        typeof(AccountChanged), typeof(RosterChanged),
    ];

    private readonly ConcurrentBag<(string Type, Guid MessageId, JsonElement Message)> _arrived = [];
    private IConnection _connection = null!;

    public static async Task<FactSink> StartAsync(string broker)
    {
        var factory = new ConnectionFactory { Uri = new Uri(broker) };
        var sink = new FactSink { _connection = await factory.CreateConnectionAsync() };
        foreach (var name in Types.Select(t => Facts.Of(t).WireName))
        {
            await sink.ListenAsync(name);
        }

        return sink;
    }

    /// <summary>Every fact of this kind so far, as a consumer would read it.</summary>
    public IReadOnlyList<TFact> All<TFact>() where TFact : class =>
    [
        .. _arrived.Where(a => a.Type == Facts.Of(typeof(TFact)).WireName)
            .DistinctBy(a => a.MessageId).Select(a => a.Message.Deserialize<TFact>(Facts.Json)!),
    ];

    /// <summary>Waits for a fact.</summary>
    public Task<TFact> FirstAsync<TFact>(Func<TFact, bool> wanted) where TFact : class => Eventually.ReturnsAsync(
        () => Task.FromResult(All<TFact>().First(wanted)), TimeSpan.FromSeconds(60));

    /// <summary>The bodies as they went over the wire.</summary>
    public string Texts => string.Join('\n', _arrived.Select(a => a.Message.GetRawText()));

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task ListenAsync(string name)
    {
        var channel = await _connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true);
        var queue = await channel.QueueDeclareAsync($"sink.{name}", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(queue.QueueName, name, "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, e) =>
        {
            var fact = JsonDocument.Parse(e.Body.ToArray()).RootElement;
            _arrived.Add((name, Guid.Parse(e.BasicProperties.MessageId!), fact));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
    }
}
