using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>A fact that waits to be published: written in the transaction of the change that it speaks of.</summary>
public sealed class OutboxRow
{
    public long Seq { get; init; }

    /// <summary>Becomes the message's id: the same on every resend.</summary>
    public required Guid Id { get; init; }

    /// <summary>Wire name, see <see cref="Facts"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The aggregate that changed.</summary>
    public required string Key { get; init; }

    /// <summary>The aggregate's version: consumers see gaps and old news by it.</summary>
    public required long Version { get; init; }

    public required string Payload { get; init; }

    /// <summary>W3C <c>traceparent</c> of the request that wrote it.</summary>
    public string? Headers { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often publishing it was tried in vain.</summary>
    public int Attempts { get; init; }

    /// <summary>Not before this moment; set when a try failed.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public static OutboxRow Of<TFact>(TFact fact, string key, long version) where TFact : class => new()
    {
        Id = Guid.CreateVersion7(),
        Type = Facts.Of(typeof(TFact)).WireName,
        Key = key,
        Version = version,
        Payload = JsonSerializer.Serialize(fact, Facts.Json),
        Headers = Activity.Current is { Recorded: true } activity ? activity.Id : null,
    };
}

/// <summary>A row of the outbox that no retry can send (unknown type, unreadable payload); operations decide.</summary>
public sealed class ParkedOutboxRow
{
    public required Guid Id { get; init; }

    public required string Type { get; init; }

    public required string Key { get; init; }

    public required long Version { get; init; }

    public required string Payload { get; init; }

    public string? Headers { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Error { get; init; }

    public required DateTimeOffset ParkedAt { get; init; }
}

public static class Outbox
{
    /// <summary>Publishes <paramref name="fact"/> with the next <c>SaveChanges</c>, or not at all.</summary>
    /// <param name="key">Id of the aggregate that changed.</param>
    /// <param name="version">Its version after the change.</param>
    public static void Publish<TFact>(this DbContext db, TFact fact, Guid key, long version) where TFact : class =>
        db.Publish(fact, key.ToString(), version);

    /// <inheritdoc cref="Publish{TFact}(DbContext, TFact, Guid, long)"/>
    public static void Publish<TFact>(this DbContext db, TFact fact, string key, long version) where TFact : class =>
        db.Add(OutboxRow.Of(fact, key, version));

    /// <summary>The insert as a command, for the paths that write with one <see cref="NpgsqlBatch"/>.</summary>
    public static NpgsqlBatchCommand InsertCommand(OutboxRow row) => new(
        "insert into outbox (id, type, key, version, payload, headers) values ($1, $2, $3, $4, $5, $6)")
    {
        Parameters =
        {
            new NpgsqlParameter<Guid> { TypedValue = row.Id },
            new NpgsqlParameter<string> { TypedValue = row.Type },
            new NpgsqlParameter<string> { TypedValue = row.Key },
            new NpgsqlParameter<long> { TypedValue = row.Version },
            new NpgsqlParameter<string> { TypedValue = row.Payload },
            new NpgsqlParameter { Value = (object?)row.Headers ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
        },
    };
}
