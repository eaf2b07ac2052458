using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.ServiceDefaults.Tests.Messaging;

public sealed class RefusedFactTests(MessagingFixture fixture) : IClassFixture<MessagingFixture>
{
    /// <summary>A full queue that refuses what comes is another kind of no than the broker's being away.</summary>
    [Fact]
    public async Task AFactThatTheBrokerRefuses_Waits_AndStopsNoOther_AndArrivesOnceThereIsRoom()
    {
        var factory = new ConnectionFactory { Uri = new Uri(fixture.Broker) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("station-changed.v1", ExchangeType.Fanout, durable: true);
        var queue = await channel.QueueDeclareAsync("full", durable: false, exclusive: true, autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" });
        await channel.QueueBindAsync(queue.QueueName, "station-changed.v1", "");

        var rows = Enumerable.Range(0, 3).Select(i => OutboxRow.Of(Fact(), $"{i}", 1)).ToArray();
        await fixture.WithAsync(db =>
        {
            db.AddRange(rows);
            return db.SaveChangesAsync();
        });
        var other = MessagingFixture.Fact("beside refused ones");
        await fixture.PublishAsync(other);
        await fixture.NoteAsync(other.OrganisationId);
        var waiting = await Eventually.IsAsync(
            () => fixture.WithAsync(db => db.Set<OutboxRow>().AsNoTracking().Where(o => o.Attempts > 0).ToListAsync()),
            w => w.Count is 1 or 2);

        var arrived = new HashSet<string>();
        await Eventually.IsAsync(async () =>
        {
            if (await channel.BasicGetAsync(queue.QueueName, autoAck: true) is { } message)
            {
                arrived.Add(message.BasicProperties.MessageId!);
            }

            return arrived.Count;
        }, n => n == rows.Length, TimeSpan.FromSeconds(60));
        Assert.Subset(rows.Select(r => r.Id.ToString()).ToHashSet(), arrived);
        Assert.NotEmpty(waiting);
    }

    private static StationChanged Fact() => new()
    {
        StationId = Guid.CreateVersion7(), Version = 1, OrganisationId = Guid.CreateVersion7(), Name = "驿站",
        RegionCode = "510104", Active = true, OccurredAt = DateTimeOffset.UnixEpoch,
    };
}
