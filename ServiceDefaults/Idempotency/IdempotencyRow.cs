using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.ServiceDefaults.Idempotency;

/// <summary>
/// What was answered to a mutation that carried an <c>Idempotency-Key</c>, kept with the change itself.
/// </summary>
public sealed class IdempotencyRow
{
    public required Guid Subject { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 over method, path and body: the same key with other content is refused.</summary>
    public required byte[] RequestHash { get; init; }

    public int Status { get; set; }

    public string? Location { get; set; }

    public string? Body { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

public static class IdempotencyTable
{
    /// <summary>
    /// Adds the table of remembered answers to a service's model. Call it from <c>OnModelCreating</c>.
    /// </summary>
    public static void AddIdempotencyTable(this ModelBuilder model) => model.Entity<IdempotencyRow>(e =>
    {
        e.ToTable("idempotency");
        e.HasKey(x => new { x.Subject, x.Key });
        e.Property(x => x.Subject).HasColumnName("subject");
        e.Property(x => x.Key).HasColumnName("key");
        e.Property(x => x.RequestHash).HasColumnName("request_hash");
        e.Property(x => x.Status).HasColumnName("status");
        e.Property(x => x.Location).HasColumnName("location");
        e.Property(x => x.Body).HasColumnName("body");
        e.Property(x => x.CreatedAt).HasColumnName("created_at").HasDefaultValueSql("clock_timestamp()");
    });
}
