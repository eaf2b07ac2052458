using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Data;

/// <summary>协办: a part of a case that another unit does for the lead, with a clock of its own.</summary>
public sealed class CoTaskRow
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid UnitId { get; init; }

    public CoTaskKind Kind { get; init; }

    public required string Text { get; init; }

    /// <summary>The lead cannot resolve the case while it is open.</summary>
    public required bool Mandatory { get; init; }

    public required Guid CreatedBy { get; init; }

    public required string CreatedRole { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Moved by an approved extension.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>The next look at its clock: it may be early, never late; null when no level is left.</summary>
    public DateTimeOffset? TimerAt { get; set; }

    public required CoTaskState State { get; set; }

    public Guid? AcceptedBy { get; set; }

    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>Who did, declined or cancelled it; null where the end of the case did.</summary>
    public Guid? EndedBy { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What was done, or why it was not.</summary>
    public string? Note { get; set; }
}

/// <summary>A level that the clock of a co-handler's task has reached; once for each task.</summary>
public sealed class CoTaskNoticeRow
{
    public required Guid TaskId { get; init; }

    public required ClockLevel Level { get; init; }

    public required DateTimeOffset ReachedAt { get; init; }

    public required DateTimeOffset FiredAt { get; init; }

    /// <summary>Not before this moment anybody is told.</summary>
    public required DateTimeOffset NotifyAt { get; init; }
}

internal static class CoTaskTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<CoTaskNoticeRow>().ToTable("co_task_notices").HasKey(x => new { x.TaskId, x.Level });
        AddTasks(model);
    }

    private static void AddTasks(ModelBuilder model) => model.Entity<CoTaskRow>(e =>
    {
        e.ToTable("co_tasks").HasKey(x => x.Id);
        e.Property(x => x.State).HasConversion<string>();
        // Every row says its kind; the default is for those of before.
        e.Property(x => x.Kind).HasConversion<string>().HasDefaultValueSql("'Help'").HasSentinel((CoTaskKind)(-1));
        // One open task of a unit for a case; an institute may have several samples of it.
        e.HasIndex(x => new { x.CaseId, x.UnitId }, "co_tasks_open").IsUnique()
            .HasFilter("state in ('Open', 'Accepted') and kind = 'Help'");
        e.HasIndex(x => x.CaseId, "co_tasks_case");
        e.HasIndex(x => new { x.UnitId, x.DueAt }, "co_tasks_unit").HasFilter("state in ('Open', 'Accepted')");
        e.HasIndex(x => x.TimerAt, "co_tasks_timer").HasFilter("state in ('Open', 'Accepted')");
    });
}
