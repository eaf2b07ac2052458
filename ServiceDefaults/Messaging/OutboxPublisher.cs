using System.Diagnostics;
using System.Text.Json;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// Publishes a batch and awaits the broker's confirm of each row. Says which rows could not be sent though the broker
/// is there (unreadable, returned or refused: one bad row never stops the rest); throws when the broker is away, so
/// that the whole batch stays in the outbox.
/// </summary>
internal sealed class OutboxPublisher(Uri broker) : IAsyncDisposable
{
    public static readonly ActivitySource Source = new("RiderPlatform.Outbox");

    /// <summary>How long the broker may take to confirm a batch before it counts as away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private BrokerChannel? _channel;

    /// <summary>One call at a time.</summary>
    public async Task<IReadOnlyList<(OutboxRow Row, Exception Error)>> PublishAsync(
        IReadOnlyList<OutboxRow> rows, CancellationToken ct)
    {
        var unsent = new List<(OutboxRow, Exception)>();
        var readable = new List<OutboxRow>(rows.Count);
        foreach (var row in rows)
        {
            if (WhyUnsendable(row) is { } error)
            {
                unsent.Add((row, error));
            }
            else
            {
                readable.Add(row);
            }
        }

        if (readable.Count > 0)
        {
            unsent.AddRange(await SendAsync(readable, ct));
        }

        return unsent;
    }

    public async ValueTask DisposeAsync()
    {
        if (_channel is { } channel)
        {
            _channel = null;
            await channel.DisposeAsync();
        }
    }

    /// <summary>The span of sending a fact, under the request that wrote it; null while nobody records.</summary>
    public static Activity? StartActivity(OutboxRow row) =>
        row.Headers is { } parent && ActivityContext.TryParse(parent, null, true, out var context)
            ? Source.StartActivity($"relay {row.Type}", ActivityKind.Producer, context)
            : null;

    private async Task<IEnumerable<(OutboxRow Row, Exception Error)>> SendAsync(
        List<OutboxRow> rows, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            if (_channel is not { IsOpen: true })
            {
                await DisposeAsync();
                _channel = await BrokerChannel.OpenAsync(broker, limit.Token);
            }

            var refused = await _channel.PublishAsync(rows, limit.Token);
            return refused.Select(r => (r.Row, (Exception)new InvalidOperationException(r.Fault)));
        }
        catch
        {
            // What the broker still has to say about this batch must not be heard as an answer to the next.
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>A fact goes out as it lies there; it is read only to keep back what no consumer could read.</summary>
    private static UnsendableException? WhyUnsendable(OutboxRow row)
    {
        if (Facts.ByWireName(row.Type) is not { } type)
        {
            return new UnsendableException($"No contract is called '{row.Type}'.");
        }

        try
        {
            return JsonSerializer.Deserialize(row.Payload, type, Facts.Json) is null
                ? new UnsendableException("The payload is null.")
                : null;
        }
        catch (JsonException e)
        {
            return new UnsendableException($"The payload is no {row.Type}: {e.Message}", e);
        }
    }
}
