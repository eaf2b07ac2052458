using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Warnings;

namespace RiderPlatform.Grievances.Data;

/// <summary>What an appeal (申诉) has beside its case: the penalty, the order, and how it ended.</summary>
public sealed class AppealRow
{
    public required Guid CaseId { get; init; }

    public required Guid RiderId { get; init; }

    /// <summary>The platform company that answers: the one the rider named, or that a dispatcher gave it to.</summary>
    public required Guid PlatformId { get; set; }

    /// <summary>The case's, which never changes.</summary>
    public required string RegionCode { get; init; }

    /// <summary>The platform's own number of the order: all that it learns of the rider.</summary>
    public required string OrderReference { get; init; }

    public required PenaltyKind PenaltyKind { get; init; }

    /// <summary>Fen, points or days; null where the rider could not say.</summary>
    public long? PenaltyAmount { get; init; }

    public required DateTimeOffset OrderFrom { get; init; }

    public required DateTimeOffset OrderTo { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>The warning that it lies inside: the green channel. Never taken away again.</summary>
    public Guid? WarningId { get; set; }

    public WarningLevel? WarningLevel { get; set; }

    public DateTimeOffset? MarkedAt { get; set; }

    /// <summary>It was held against every warning up to this <see cref="WarningRow.Seq"/>.</summary>
    public required long WarningsSeen { get; set; }

    public AppealOutcome? Outcome { get; set; }

    /// <summary>Given back: fen, points or days, by the penalty's kind.</summary>
    public long? Returned { get; set; }

    public string? Reason { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The platform's account or client; null for silence.</summary>
    public Guid? DecidedBy { get; set; }
}

internal static class AppealTables
{
    public const string OnePenalty = "appeals_penalty";

    public static void Add(ModelBuilder model) => model.Entity<AppealRow>(e =>
    {
        e.ToTable("appeals").HasKey(x => x.CaseId);
        e.Property(x => x.PenaltyKind).HasConversion<string>();
        e.Property(x => x.Outcome).HasConversion<string>();
        e.Property(x => x.WarningLevel).HasConversion<short?>();
        // One penalty is appealed against once.
        e.HasIndex(x => new { x.RiderId, x.PlatformId, x.OrderReference, x.PenaltyKind }, OnePenalty).IsUnique();
        // What sweeps and queues read: of all there ever were few are open.
        e.HasIndex(x => x.CaseId, "appeals_open").HasFilter("outcome is null");
        e.HasIndex(x => new { x.PlatformId, x.FiledAt }, "appeals_platform");
        e.HasIndex(x => new { x.RegionCode, x.FiledAt }, "appeals_region")
            .HasOperators("text_pattern_ops", "timestamptz_ops");
        e.HasIndex(x => x.WarningId, "appeals_warning").HasFilter("warning_id is not null");
    });
}
