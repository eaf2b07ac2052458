using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using MassTransit;
using Refused = RabbitMQ.Client.Exceptions.PublishException;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// Publishes a batch and awaits the broker's confirm of each row. Says which rows could not be sent though the broker
/// is there (it returned or refused them, or it took others of the same batch: one bad row never stops the rest);
/// throws when the broker is away, so that the whole batch stays in the outbox.
/// </summary>
internal sealed class OutboxPublisher(IBus bus)
{
    public static readonly ActivitySource Source = new("RiderPlatform.Outbox");

    /// <summary>How long the broker may take to confirm a batch before it counts as away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<(OutboxRow Row, Exception Error)>> PublishAsync(
        IReadOnlyList<OutboxRow> rows, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        var sends = rows.Select(r => TryPublishAsync(r, limit.Token)).ToArray();
        var errors = await Task.WhenAll(sends).WaitAsync(limit.Token);
        var unsent = rows.Zip(errors).Where(x => x.Second is not null).Select(x => (Row: x.First, Error: x.Second!))
            .ToList();
        if (unsent.Count == rows.Count && unsent.Find(x => !IsRowsOwn(x.Error)) is { Error: { } away })
        {
            ExceptionDispatchInfo.Throw(away);
        }

        return unsent;
    }

    private async Task<Exception?> TryPublishAsync(OutboxRow row, CancellationToken ct)
    {
        try
        {
            await PublishAsync(row, ct);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e;
        }
    }

    private async Task PublishAsync(OutboxRow row, CancellationToken ct)
    {
        var (type, message) = Read(row);
        var mandatory = !Facts.Of(type).Broadcast;
        using var activity = row.Headers is { } parent && ActivityContext.TryParse(parent, null, true, out var context)
            ? Source.StartActivity($"relay {row.Type}", ActivityKind.Producer, context)
            : null;
        await bus.Publish(message, type, Pipe.Execute<PublishContext>(c =>
        {
            c.MessageId = row.Id;
            c.Headers.Set("key", row.Key);
            c.Headers.Set("version", row.Version);
            c.Mandatory = mandatory;
        }), ct);
    }

    private static (Type Type, object Message) Read(OutboxRow row)
    {
        var type = Facts.ByWireName(row.Type) ?? throw new UnsendableException($"No contract is called '{row.Type}'.");
        try
        {
            return (type, JsonSerializer.Deserialize(row.Payload, type, Facts.Json)
                ?? throw new UnsendableException("The payload is null."));
        }
        catch (JsonException e)
        {
            throw new UnsendableException($"The payload is no {row.Type}: {e.Message}", e);
        }
    }

    /// <summary>
    /// The row cannot be read; or the broker answered for this very message: returned, since no queue is bound yet, or
    /// refused by a full queue. The last two wait.
    /// </summary>
    private static bool IsRowsOwn(Exception e) =>
        e is UnsendableException or MessageReturnedException
            || e.GetBaseException() is MessageReturnedException or Refused;
}
