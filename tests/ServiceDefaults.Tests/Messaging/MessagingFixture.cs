using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.ServiceDefaults.Tests.Messaging;

public sealed class MessagingFixture : ProbeFixture
{
    public const string Queue = "probe.take-notes";

    public Task PublishAsync(params OrganisationChanged[] facts) => WithAsync(db =>
    {
        db.AddRange(facts.Select(f => OutboxRow.Of(f, f.OrganisationId.ToString(), f.Version)));
        return db.SaveChangesAsync();
    });

    public Task<Note> NoteAsync(Guid id) => Eventually.ReturnsAsync(
        () => WithAsync(db => db.Notes.AsNoTracking().SingleAsync(n => n.Id == id)));

    public static OrganisationChanged Fact(string name) => new()
    {
        OrganisationId = Guid.CreateVersion7(),
        Version = 1,
        ParentId = null,
        Kind = "Department",
        Name = name,
        RegionCode = "5101",
        Active = true,
        OccurredAt = TimeProvider.System.GetUtcNow(),
    };

    /// <summary>A queue of the test's own on a fact's exchange; hears message ids.</summary>
    public async Task<Ear> ListenAsync(string exchange) => await Ear.OnAsync(Broker, exchange);

    /// <summary>True once MassTransit has given a message up.</summary>
    public async Task<bool> HasErrorQueueAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            await channel.QueueDeclarePassiveAsync($"{Queue}_error");
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    }

    protected override void Configure(WebApplicationBuilder builder) =>
        builder.AddMessaging<ProbeDb>("probe", c => c.Add<OrganisationChanged, TakeNotes>());
}

/// <summary>
/// Counts each fact's effect, and does what its name says: <c>poison</c> always fails, <c>hiccup</c> fails twice as if
/// PostgreSQL were away, <c>race</c> loses twice to another writer.
/// </summary>
public sealed class TakeNotes(ProbeDb db) : IConsumeFacts<OrganisationChanged>
{
    private static readonly ConcurrentDictionary<Guid, int> Tries = new();

    public async Task ConsumeAsync(IReadOnlyList<OrganisationChanged> facts, CancellationToken ct)
    {
        foreach (var fact in facts)
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into note ("Id", "Text", "RegionCode", "Times")
                values ({fact.OrganisationId}, {fact.Name}, '51', 1)
                on conflict ("Id") do update set "Times" = note."Times" + 1
                """, ct);
            Misbehave(fact);
        }
    }

    private static void Misbehave(OrganisationChanged fact)
    {
        var tries = fact.Name is "poison" or "hiccup" or "race"
            ? Tries.AddOrUpdate(fact.OrganisationId, 1, (_, n) => n + 1) : 0;
        switch (fact.Name)
        {
            case "poison":
                throw new InvalidOperationException("cannot take this");
            case "hiccup" when tries <= 2:
                throw new TimeoutException("as if away");
            case "race" when tries <= 2:
                throw new DbUpdateConcurrencyException("lost");
        }
    }
}

public sealed class Ear : IAsyncDisposable
{
    private readonly ConcurrentQueue<Guid> _ids = [];
    private IConnection _connection = null!;

    public IReadOnlyList<Guid> Ids => [.. _ids];

    public static async Task<Ear> OnAsync(string broker, string exchange)
    {
        var ear =
            new Ear { _connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync() };
        var channel = await ear._connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, "fanout", durable: true);
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, exchange, "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, e) =>
        {
            ear._ids.Enqueue(Guid.Parse(e.BasicProperties.MessageId!));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return ear;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
