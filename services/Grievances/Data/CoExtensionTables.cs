using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

/// <summary>A co-handler's request for more time; nothing but its approval moves the task's clock.</summary>
public sealed class CoExtensionRow
{
    public required Guid Id { get; init; }

    public required Guid TaskId { get; init; }

    public required string Reason { get; init; }

    /// <summary>Until then the task's clock stands still; then it goes on by itself.</summary>
    public required DateTimeOffset Until { get; init; }

    public required Guid RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Null: nobody has decided yet.</summary>
    public bool? Approved { get; set; }

    public Guid? DecidedBy { get; set; }

    public string? DecidedRole { get; set; }

    public string? Note { get; set; }

    /// <summary>Of an approved one: from when the clock stands still.</summary>
    public DateTimeOffset? DecidedAt { get; set; }
}

internal static class CoExtensionTables
{
    public static void Add(ModelBuilder model) => model.Entity<CoExtensionRow>(e =>
    {
        e.ToTable("co_task_extensions").HasKey(x => x.Id);
        e.HasIndex(x => x.TaskId, "co_task_extensions_task");
        // One request waits at a time, and one is approved for a task.
        e.HasIndex(x => x.TaskId, "co_task_extensions_waiting").IsUnique().HasFilter("approved is null");
        e.HasIndex(x => x.TaskId, "co_task_extensions_approved").IsUnique().HasFilter("approved");
    });
}
