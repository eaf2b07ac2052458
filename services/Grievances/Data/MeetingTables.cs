using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

public enum MeetingKind
{
    /// <summary>座谈会.</summary>
    Forum,

    /// <summary>联席会议.</summary>
    JointMeeting,
}

/// <summary>The minutes of a meeting; kept as they were handed in.</summary>
public sealed class MeetingRow
{
    public required Guid Id { get; init; }

    public required MeetingKind Kind { get; init; }

    /// <summary>The day in China.</summary>
    public required DateOnly HeldOn { get; init; }

    public required string Place { get; init; }

    public required string RegionCode { get; init; }

    public required string Participants { get; init; }

    public required Guid RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>One item of the minutes: a case, or a note.</summary>
public sealed class MeetingItemRow
{
    public required Guid MeetingId { get; init; }

    public required int Number { get; init; }

    public required string Text { get; init; }

    public string? Category { get; init; }

    public string? RegionCode { get; init; }

    /// <summary>Null: it was only noted.</summary>
    public Guid? CaseId { get; init; }
}

internal static class MeetingTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<MeetingRow>(e =>
        {
            e.ToTable("meetings").HasKey(x => x.Id);
            e.Property(x => x.Kind).HasConversion<string>();
            e.HasIndex(x => new { x.RegionCode, x.HeldOn }, "meetings_region")
                .HasOperators("text_pattern_ops", "date_ops");
        });
        model.Entity<MeetingItemRow>().ToTable("meeting_items").HasKey(x => new { x.MeetingId, x.Number });
    }
}
