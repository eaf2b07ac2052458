using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// What the platform does with a case by itself when the moment has come, unless the case moves on before: one row a
/// case, replaced or taken away by every step in its own transaction.
/// </summary>
public sealed class NextStepRow
{
    public required Guid CaseId { get; init; }

    /// <summary>The version that it was decided on.</summary>
    public required int Version { get; init; }

    public required CaseAction Action { get; init; }

    /// <summary>For a dispatch: to whom.</summary>
    public Guid? UnitId { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}

internal static class NextStepTables
{
    public static void Add(ModelBuilder model) => model.Entity<NextStepRow>(e =>
    {
        e.ToTable("case_next_steps").HasKey(x => x.CaseId);
        e.Property(x => x.Action).HasConversion<string>();
        e.HasIndex(x => x.DueAt, "case_next_steps_due");
    });
}
