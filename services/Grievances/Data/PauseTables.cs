using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Data;

/// <summary>A unit's request for more time; nothing but its approval stops a clock.</summary>
public sealed class PauseRequestRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required PauseKind Kind { get; init; }

    /// <summary>Who asked: an extension is for this unit alone.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>The start of the unit's clock that it was asked under: once per dispatch means once of this.</summary>
    public required DateTimeOffset UnitSince { get; init; }

    public required string Reason { get; init; }

    /// <summary>The pause ends by itself at this moment.</summary>
    public required DateTimeOffset Until { get; init; }

    public required Guid RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Null: nobody has decided yet.</summary>
    public bool? Approved { get; set; }

    public Guid? DecidedBy { get; set; }

    public string? DecidedRole { get; set; }

    public string? Note { get; set; }

    /// <summary>Of an approved one: the beginning of the pause.</summary>
    public DateTimeOffset? DecidedAt { get; set; }
}

internal static class PauseTables
{
    /// <summary>One request of a case waits at a time.</summary>
    public const string Waiting = "pause_requests_waiting";

    /// <summary>One approved extension for each dispatch to a unit.</summary>
    public const string Extended = "pause_requests_extended";

    public static void Add(ModelBuilder model) => model.Entity<PauseRequestRow>(e =>
    {
        e.ToTable("pause_requests").HasKey(x => x.Id);
        e.Property(x => x.Kind).HasConversion<string>();
        e.HasIndex(x => x.CaseId, "pause_requests_case");
        e.HasIndex(x => x.CaseId, Waiting).IsUnique().HasFilter("approved is null");
        e.HasIndex(x => new { x.CaseId, x.UnitId, x.UnitSince }, Extended).IsUnique()
            .HasFilter("approved and kind = 'Extension'");
    });
}
