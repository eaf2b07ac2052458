using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Domain.Warnings;

namespace RiderPlatform.Grievances.Data;

/// <summary>A CAP message as it came, and what was read out of it.</summary>
public sealed class WarningRow
{
    public required Guid Id { get; init; }

    /// <summary>In the order of arrival; taken under a lock, so that a higher one is never visible first.</summary>
    public long Seq { get; init; }

    public required string Sender { get; init; }

    public required string Identifier { get; init; }

    public required DateTimeOffset Sent { get; init; }

    public required string Status { get; init; }

    public required string MsgType { get; init; }

    public required string Scope { get; init; }

    /// <summary>Actual, and Alert or Update: it can be in force. Everything else is kept and never acts.</summary>
    public required bool Warns { get; init; }

    /// <summary>The worst of its parts; Blue where it has none.</summary>
    public required WarningLevel Level { get; init; }

    /// <summary>The earliest of its parts; the moment that it was sent where it has none.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The latest of its parts.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>JSON: a list of <see cref="WarningPart"/>.</summary>
    public required string Parts { get; init; }

    /// <summary>Byte for byte.</summary>
    public required byte[] Original { get; init; }

    /// <summary>From this moment on an Update or Cancel stands in its place; null: none has come.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>That message.</summary>
    public Guid? EndedBy { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>What an Update or Cancel refers to; that message may come later, or never.</summary>
public sealed class WarningReferenceRow
{
    public required Guid WarningId { get; init; }

    public required string Sender { get; init; }

    public required string Identifier { get; init; }

    public required DateTimeOffset Sent { get; init; }
}

internal static class WarningTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<WarningRow>(e =>
        {
            e.ToTable("warnings").HasKey(x => x.Id);
            e.Property(x => x.Seq).UseIdentityAlwaysColumn();
            e.Property(x => x.Level).HasConversion<short>();
            e.Property(x => x.Parts).HasColumnType("jsonb");
            // The same message twice is one.
            e.HasIndex(x => new { x.Sender, x.Identifier, x.Sent }, "warnings_name").IsUnique();
            e.HasIndex(x => x.Seq, "warnings_seq").IsUnique();
            e.HasIndex(x => x.Until, "warnings_until").HasFilter("warns");
        });
        model.Entity<WarningReferenceRow>(e =>
        {
            e.ToTable("warning_references").HasKey(x => new { x.WarningId, x.Sender, x.Identifier, x.Sent });
            e.HasIndex(x => new { x.Sender, x.Identifier, x.Sent }, "warning_references_name");
        });
    }
}
