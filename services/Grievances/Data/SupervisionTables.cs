using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// The next look at a case's clocks: one row a case, not one a level, because every report writes one. The row may be
/// early, never late; what was told already is known by its notice.
/// </summary>
public sealed class CaseTimerRow
{
    public required Guid CaseId { get; init; }

    public required DateTimeOffset DueAt { get; set; }
}

/// <summary>A level that a clock has reached; once for each run of the clock.</summary>
public sealed class CaseNoticeRow
{
    public required Guid CaseId { get; init; }

    public required ClockKind Clock { get; init; }

    /// <summary>When this run of the clock began: another dispatch or a reopening is another run.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required ClockLevel Level { get; init; }

    public required DateTimeOffset ReachedAt { get; init; }

    public required DateTimeOffset FiredAt { get; init; }

    /// <summary>Not before this moment anybody is told.</summary>
    public required DateTimeOffset NotifyAt { get; init; }

    public Guid? UnitId { get; init; }
}

/// <summary>督办单: somebody above the unit wants an answer.</summary>
public sealed class SuperviseOrderRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>Who must answer; null: the dispatcher, because no unit has the case.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>One level up the tree; null: the region's supervisors.</summary>
    public Guid? OverseerId { get; init; }

    /// <summary>Null: the platform itself.</summary>
    public Guid? IssuedBy { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset AnswerDueAt { get; init; }

    public string? Answer { get; set; }

    public Guid? AnsweredBy { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public string? LiftNote { get; set; }

    public Guid? LiftedBy { get; set; }

    public DateTimeOffset? LiftedAt { get; set; }
}

/// <summary>催办: the rider or a dispatcher asks the unit to hurry.</summary>
public sealed class ReminderRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string ActorRole { get; init; }

    public required Guid ActorId { get; init; }

    public Guid? UnitId { get; init; }

    public string? Note { get; init; }

    /// <summary>The day in China.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset RemindedAt { get; init; }
}

internal static class SupervisionTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<CaseTimerRow>(e =>
        {
            e.ToTable("case_timers").HasKey(x => x.CaseId);
            e.HasIndex(x => x.DueAt, "case_timers_due");
        });
        model.Entity<CaseNoticeRow>().ToTable("case_notices")
            .HasKey(x => new { x.CaseId, x.Clock, x.StartedAt, x.Level });
        model.Entity<SuperviseOrderRow>(e =>
        {
            e.ToTable("supervise_orders").HasKey(x => x.Id);
            e.HasIndex(x => x.CaseId, "supervise_orders_case");
            e.HasIndex(x => x.IssuedAt, "supervise_orders_open").HasFilter("answered_at is null and lifted_at is null");
        });
        model.Entity<ReminderRow>(e =>
        {
            e.ToTable("reminders").HasKey(x => x.Id);
            // A rider asks once a day; a dispatcher as often as need be.
            e.HasIndex(x => new { x.CaseId, x.Day }, "reminders_rider_day").IsUnique()
                .HasFilter("actor_role = 'rider'");
        });
    }
}
