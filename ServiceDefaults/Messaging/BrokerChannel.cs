using System.Diagnostics;
using System.Text;
using MassTransit.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// The relay's own connection and channel. A batch is written without waiting and then all confirms are awaited
/// together: 15 µs of processor time a fact, where publishing through MassTransit, which tracks a task for each
/// message, took 36; and the payload goes out as it lies in the outbox. One batch at a time.
/// </summary>
internal sealed class BrokerChannel : IAsyncDisposable
{
    private static readonly CreateChannelOptions WithConfirms =
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly HashSet<string> _declared = [];
    private volatile Confirms? _confirms;

    private BrokerChannel(IConnection connection, IChannel channel)
    {
        (_connection, _channel) = (connection, channel);
        channel.BasicAcksAsync += (_, e) => Told(c => c.Answer(e.DeliveryTag, e.Multiple, refused: false));
        channel.BasicNacksAsync += (_, e) => Told(c => c.Answer(e.DeliveryTag, e.Multiple, refused: true));
        channel.BasicReturnAsync += (_, e) => Told(c => c.Return(e.BasicProperties.MessageId ?? ""));
        channel.ChannelShutdownAsync += (_, e) => Told(c => c.Fail(new AlreadyClosedException(e)));
    }

    public bool IsOpen => _channel.IsOpen;

    public static async Task<BrokerChannel> OpenAsync(Uri broker, CancellationToken ct)
    {
        var factory = new ConnectionFactory
        {
            Uri = broker,
            // The relay starts over with a new connection: a recovered channel would know nothing of the open batch.
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(5),
            RequestedConnectionTimeout = TimeSpan.FromSeconds(3),
        };
        var connection = await factory.CreateConnectionAsync("outbox relay", ct);
        try
        {
            return new BrokerChannel(connection, await connection.CreateChannelAsync(WithConfirms, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Returns when the broker has answered for every row: the rows that it did not take, each with the reason.
    /// </summary>
    public async Task<IReadOnlyList<(OutboxRow Row, string Fault)>> PublishAsync(
        IReadOnlyList<OutboxRow> rows, CancellationToken ct)
    {
        var confirms = new Confirms(await _channel.GetNextPublishSequenceNumberAsync(ct), rows.Count);
        _confirms = confirms;
        foreach (var row in rows)
        {
            await DeclareAsync(row.Type, ct);
            using var activity = OutboxPublisher.StartActivity(row);
            await _channel.BasicPublishAsync(row.Type, "", !Facts.IsBroadcast(row.Type), Properties(row, activity),
                Encoding.UTF8.GetBytes(row.Payload), ct);
        }

        await confirms.All.WaitAsync(ct);
        return [.. rows.Index().Select(r => (Row: r.Item, Fault: confirms.Fault(r.Index, r.Item.Id.ToString())))
            .Where(r => r.Fault is not null).Select(r => (r.Row, r.Fault!))];
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    /// <summary>As MassTransit declares it for a consumer, so that either may come first.</summary>
    private async Task DeclareAsync(string exchange, CancellationToken ct)
    {
        if (!_declared.Contains(exchange))
        {
            await _channel.ExchangeDeclareAsync(
                exchange, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: ct);
            _declared.Add(exchange);
        }
    }

    private static BasicProperties Properties(OutboxRow row, Activity? activity)
    {
        var headers = new Dictionary<string, object?> { ["key"] = row.Key, ["version"] = row.Version };
        if (activity is not null)
        {
            headers[DiagnosticHeaders.ActivityId] = activity.Id;
        }

        return new BasicProperties
        {
            MessageId = row.Id.ToString(), Type = row.Type, ContentType = "application/json", Persistent = true,
            Headers = headers,
        };
    }

    private Task Told(Action<Confirms> what)
    {
        if (_confirms is { } confirms)
        {
            what(confirms);
        }

        return Task.CompletedTask;
    }
}
