using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Data;

/// <summary>Copy of an account that handles cases, kept by <c>AccountChanged</c>.</summary>
public sealed class DirectoryAccount
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    public required Guid[] Organisations { get; init; }

    public required bool Active { get; init; }
}

/// <summary>How a unit gives its cases to its people; no row: nobody has said anything yet.</summary>
public sealed class UnitSettingRow
{
    public required Guid UnitId { get; init; }

    public required AssignmentRule Rule { get; set; }

    public required int Version { get; set; }

    /// <summary>Counts the unit's choices; its row is held while one is made, so that they come one by one.</summary>
    public long Turn { get; init; }

    public Guid? ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>What is known of a person in a unit beside the directory.</summary>
public sealed class UnitMemberRow
{
    public required Guid UnitId { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>Categories, or words that begin them, such as <c>road</c>.</summary>
    public required string[] Skills { get; set; }

    public DateTimeOffset? AbsentUntil { get; set; }

    /// <summary>The unit's turn in which they were last given a case; null: never.</summary>
    public long? LastTurn { get; init; }
}

/// <summary>
/// Who of the unit has the case now. It counts for <see cref="UnitId"/> alone: a case that went to another unit has
/// left its people behind, and who comes first in line again is decided anew.
/// </summary>
public sealed class CaseAssigneeRow
{
    public required Guid CaseId { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>Null: nobody was there to be given it.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Guards every change.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>Each time that a case was given to somebody, and why to them; appended, never changed.</summary>
public sealed class CaseAssignmentRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid UnitId { get; init; }

    public Guid? AccountId { get; init; }

    public required string ActorRole { get; init; }

    /// <summary>Null: the platform itself.</summary>
    public Guid? ActorId { get; init; }

    public required string WhyZh { get; init; }

    public required string WhyEn { get; init; }

    public required DateTimeOffset AssignedAt { get; init; }
}

internal static class AssignmentTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<DirectoryAccount>().ToTable("directory_accounts").HasKey(x => x.Id);
        model.Entity<UnitSettingRow>(e =>
        {
            e.ToTable("unit_settings").HasKey(x => x.UnitId);
            e.Property(x => x.Rule).HasConversion<string>();
        });
        model.Entity<UnitMemberRow>().ToTable("unit_members").HasKey(x => new { x.UnitId, x.AccountId });
        model.Entity<CaseAssigneeRow>(e =>
        {
            e.ToTable("case_assignees").HasKey(x => x.CaseId);
            e.HasIndex(x => x.AccountId, "case_assignees_account");
        });
        model.Entity<CaseAssignmentRow>(e =>
        {
            e.ToTable("case_assignments").HasKey(x => x.Id);
            e.HasIndex(x => x.CaseId, "case_assignments_case");
        });
    }
}
