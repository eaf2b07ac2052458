using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace RiderPlatform.Console.Live;

/// <summary>
/// Brings the facts of cases from the broker while somebody looks at a live page: a queue of this process alone, gone
/// with its connection. Nothing is acknowledged or kept: a page that missed something asks the service.
/// </summary>
internal sealed class LiveFeed(LiveHub hub, IConfiguration configuration, TimeProvider time, ILogger<LiveFeed> logger)
    : BackgroundService
{
    private const int Backlog = 20_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Linger = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration.GetConnectionString("messaging") is not { Length: > 0 } broker)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await hub.Wanted.Task.WaitAsync(stoppingToken);
            try
            {
                await ListenAsync(new Uri(broker), stoppingToken);
            }
            catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException
                or AlreadyClosedException or IOException or TimeoutException)
            {
                logger.LogWarning("Live pages wait for the broker: {Reason}", e.GetBaseException().Message);
            }

            hub.Lost();
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    /// <summary>Until the connection ends, or nobody has looked for a while.</summary>
    private async Task ListenAsync(Uri broker, CancellationToken ct)
    {
        var factory = new ConnectionFactory
        {
            Uri = broker,
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(5),
            RequestedConnectionTimeout = TimeSpan.FromSeconds(3),
        };
        await using var connection = await factory.CreateConnectionAsync("live pages", ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) => Task.FromResult(ended.TrySetResult());
        await SubscribeAsync(channel, ct);
        hub.Connected();
        while (!ended.Task.IsCompleted)
        {
            var pause = Task.Delay(Linger, time, ct);
            await Task.WhenAny(ended.Task, pause);
            ct.ThrowIfCancellationRequested();
            if (hub.Streams == 0)
            {
                return;
            }
        }
    }

    private async Task SubscribeAsync(IChannel channel, CancellationToken ct)
    {
        // Over the limit the oldest go: a page then shows something a little later, and no memory is lost to it.
        var queue = await channel.QueueDeclareAsync(
            "", durable: false, exclusive: true, autoDelete: true,
            new Dictionary<string, object?> { ["x-max-length"] = Backlog }, cancellationToken: ct);
        foreach (var kind in LiveFact.Kinds)
        {
            await channel.ExchangeDeclareAsync(kind, ExchangeType.Fanout, durable: true, cancellationToken: ct);
            await channel.QueueBindAsync(queue.QueueName, kind, "", cancellationToken: ct);
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            hub.Take(delivery.Exchange, delivery.Body.Span);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, ct);
    }
}
