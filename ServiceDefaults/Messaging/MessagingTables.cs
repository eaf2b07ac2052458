using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.ServiceDefaults.Messaging;

/// <summary>A message that a consumer has taken in, per consumer: the second delivery finds its row.</summary>
public sealed class InboxRow
{
    public required string Consumer { get; init; }

    public required Guid MessageId { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>
/// A message that its consumer cannot take, out of the way of the others, with the reason and a way to retry.
/// </summary>
public sealed class ParkedMessage
{
    public required string Consumer { get; init; }

    public required Guid MessageId { get; init; }

    public required string Type { get; init; }

    public required string Payload { get; init; }

    public required string Error { get; set; }

    public required int Attempts { get; set; }

    public required DateTimeOffset ParkedAt { get; init; }
}

public static class MessagingTables
{
    /// <summary>
    /// Adds outbox, inbox and the two parking tables to a service's model. Call it from <c>OnModelCreating</c>.
    /// </summary>
    public static void AddMessagingTables(this ModelBuilder model)
    {
        model.Entity<OutboxRow>(e =>
        {
            e.ToTable("outbox");
            e.HasKey(x => x.Seq);
            e.Property(x => x.Seq).HasColumnName("seq").UseIdentityAlwaysColumn();
            e.Property(x => x.Id).HasColumnName("id");
            e.Property(x => x.Type).HasColumnName("type");
            e.Property(x => x.Key).HasColumnName("key");
            e.Property(x => x.Version).HasColumnName("version");
            e.Property(x => x.Payload).HasColumnName("payload");
            e.Property(x => x.Headers).HasColumnName("headers");
            e.Property(x => x.CreatedAt).HasColumnName("created_at").HasDefaultValueSql("clock_timestamp()");
            e.Property(x => x.Attempts).HasColumnName("attempts").HasDefaultValue(0);
            e.Property(x => x.NotBefore).HasColumnName("not_before");
        });
        model.Entity<ParkedOutboxRow>(e =>
        {
            e.ToTable("outbox_parked");
            e.HasKey(x => x.Id);
            e.Property(x => x.Id).HasColumnName("id");
            e.Property(x => x.Type).HasColumnName("type");
            e.Property(x => x.Key).HasColumnName("key");
            e.Property(x => x.Version).HasColumnName("version");
            e.Property(x => x.Payload).HasColumnName("payload");
            e.Property(x => x.Headers).HasColumnName("headers");
            e.Property(x => x.CreatedAt).HasColumnName("created_at");
            e.Property(x => x.Error).HasColumnName("error");
            e.Property(x => x.ParkedAt).HasColumnName("parked_at");
        });
        model.Entity<InboxRow>(e =>
        {
            e.ToTable("inbox");
            e.HasKey(x => new { x.Consumer, x.MessageId });
            e.Property(x => x.Consumer).HasColumnName("consumer");
            e.Property(x => x.MessageId).HasColumnName("message_id");
            e.Property(x => x.ReceivedAt).HasColumnName("received_at").HasDefaultValueSql("clock_timestamp()");
            e.HasIndex(x => x.ReceivedAt);
        });
        model.Entity<ParkedMessage>(e =>
        {
            e.ToTable("parked_message");
            e.HasKey(x => new { x.Consumer, x.MessageId });
            e.Property(x => x.Consumer).HasColumnName("consumer");
            e.Property(x => x.MessageId).HasColumnName("message_id");
            e.Property(x => x.Type).HasColumnName("type");
            e.Property(x => x.Payload).HasColumnName("payload");
            e.Property(x => x.Error).HasColumnName("error");
            e.Property(x => x.Attempts).HasColumnName("attempts");
            e.Property(x => x.ParkedAt).HasColumnName("parked_at");
        });
    }
}
