using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>
/// Brings a batch of messages to a <see cref="IConsumeFacts{TFact}"/>: inbox rows and effects in one transaction, the
/// broker's acknowledgement after the commit. Transient faults go up to the bus, which retries for as long as it takes.
/// </summary>
internal sealed class FactIntake<TDb, TFact, TConsumer>(
    IServiceScopeFactory scopes, OutboxBell bell, ILogger<TConsumer> logger)
    : IConsumer<Batch<TFact>>
    where TDb : DbContext
    where TFact : class
    where TConsumer : IConsumeFacts<TFact>
{
    private const string Remember = """
        insert into inbox (consumer, message_id) select $1, unnest($2::uuid[])
        on conflict do nothing returning message_id
        """;

    private const string ParkSql = """
        insert into parked_message (consumer, message_id, type, payload, error, attempts, parked_at)
        values ($1, $2, $3, $4, $5, 1, clock_timestamp())
        on conflict (consumer, message_id) do update set error = excluded.error, attempts = parked_message.attempts + 1
        """;

    /// <summary>A lost race is over at the next try; what fails three times alone is poison.</summary>
    private const int Tries = 3;

    private static readonly string Name = typeof(TConsumer).Name;

    public async Task Consume(ConsumeContext<Batch<TFact>> context)
    {
        var messages = context.Message.DistinctBy(m => m.MessageId)
            .Select(m =>
                (Id: m.MessageId ?? throw new InvalidOperationException("A fact without an id."), Fact: m.Message))
            .ToList();
        try
        {
            await TakeAsync(messages, context.CancellationToken);
        }
        catch (Exception e) when (!TransientFaults.IsTransient(e) && e is not OperationCanceledException)
        {
            logger.LogWarning(e, "{Consumer} refused a batch of {Count}; taking them one by one", Name, messages.Count);
            foreach (var message in messages)
            {
                await TakeOrParkAsync(message, context.CancellationToken);
            }
        }
    }

    private async Task TakeAsync(IReadOnlyList<(Guid Id, TFact Fact)> messages, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var consumer = scope.ServiceProvider.GetRequiredService<TConsumer>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var fresh = await RememberAsync(db, messages, ct);
        var facts = messages.Where(m => fresh.Contains(m.Id)).Select(m => m.Fact).ToList();
        if (facts.Count > 0)
        {
            await consumer.ConsumeAsync(facts, ct);
        }

        await transaction.CommitAsync(ct);
        bell.Ring();
    }

    private async Task TakeOrParkAsync((Guid Id, TFact Fact) message, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TakeAsync([message], ct);
                return;
            }
            catch (Exception e) when (!TransientFaults.IsTransient(e) && e is not OperationCanceledException)
            {
                if (attempt == Tries)
                {
                    logger.LogError(e, "{Consumer} parks message {MessageId}", Name, message.Id);
                    await ParkAsync(message, e, ct);
                    return;
                }
            }
        }
    }

    private static async Task<HashSet<Guid>> RememberAsync(
        TDb db, IReadOnlyList<(Guid Id, TFact Fact)> messages, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Remember, (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = Name });
        command.Parameters.Add(new() { Value = messages.Select(m => m.Id).Order().ToArray() });
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var fresh = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
        {
            fresh.Add(reader.GetGuid(0));
        }

        return fresh;
    }

    private async Task ParkAsync((Guid Id, TFact Fact) message, Exception error, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var source = scope.ServiceProvider.GetRequiredService<NpgsqlDataSource>();
        await using var command = source.CreateCommand(ParkSql);
        command.Parameters.Add(new() { Value = Name });
        command.Parameters.Add(new() { Value = message.Id });
        command.Parameters.Add(new() { Value = Facts.Of(typeof(TFact)).WireName });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(message.Fact, Facts.Json) });
        command.Parameters.Add(new() { Value = error.GetBaseException().Message });
        await command.ExecuteNonQueryAsync(ct);
    }
}
