using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

/// <summary>A finished week as it was summed up first: everybody reads the same later.</summary>
public sealed class DigestRow
{
    /// <summary><c>region/5101</c> or <c>organisation/{id}</c>.</summary>
    public required string Subject { get; init; }

    /// <summary><c>2026-W47</c>.</summary>
    public required string Week { get; init; }

    /// <summary>JSON: the digest's counts.</summary>
    public required string Content { get; init; }

    public required DateTimeOffset ComputedAt { get; init; }
}

internal static class DigestTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<DigestRow>(e =>
        {
            e.ToTable("digests").HasKey(x => new { x.Subject, x.Week });
            e.Property(x => x.Content).HasColumnType("jsonb");
        });
        // What happened in a week, of all that ever did: events come nearly in the order of time, so that a map of
        // page ranges is enough, and costs a report next to nothing.
        model.Entity<CaseEventRow>().HasIndex(x => x.OccurredAt, "case_events_when").HasMethod("brin");
    }
}
