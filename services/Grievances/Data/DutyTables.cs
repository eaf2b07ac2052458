using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

/// <summary>Copy of a unit's roster, kept by <c>RosterChanged</c>; a part of each replica's snapshot.</summary>
public sealed class DirectoryRoster
{
    public required Guid OrganisationId { get; init; }

    public required long Version { get; init; }

    /// <summary>Its shifts as the fact told them.</summary>
    public required string Shifts { get; init; }
}

public enum DutyOutcome
{
    /// <summary>The person said that they have it.</summary>
    Acknowledged,

    /// <summary>They did not in time; the next is called.</summary>
    Missed,

    /// <summary>The case moved on meanwhile: accepted, given to another unit, or ended.</summary>
    Over,
}

/// <summary>Somebody on duty is called for a case that was dispatched to their unit.</summary>
public sealed class DutyCallRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>The case's version that the dispatch made: every dispatch is a run of its own.</summary>
    public required int Version { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid AccountId { get; init; }

    public required string Name { get; init; }

    /// <summary>1 for who is called first.</summary>
    public required int Position { get; init; }

    public required DateTimeOffset CalledAt { get; init; }

    public required DateTimeOffset AnswerBy { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public DutyOutcome? Outcome { get; set; }
}

internal static class DutyTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<DirectoryRoster>(e =>
        {
            e.ToTable("directory_rosters").HasKey(x => x.OrganisationId);
            e.Property(x => x.Shifts).HasColumnType("jsonb");
        });
        model.Entity<DutyCallRow>(e =>
        {
            e.ToTable("duty_calls").HasKey(x => x.Id);
            e.Property(x => x.Outcome).HasConversion<string>();
            e.HasIndex(x => new { x.CaseId, x.Version, x.Position }, "duty_calls_run").IsUnique();
            // One at a time is called for a case.
            e.HasIndex(x => x.CaseId, "duty_calls_open").IsUnique().HasFilter("ended_at is null");
            e.HasIndex(x => x.AnswerBy, "duty_calls_due").HasFilter("ended_at is null");
        });
    }
}
