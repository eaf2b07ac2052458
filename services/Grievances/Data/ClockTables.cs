using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// What the due moments of a case were until they were changed; written with every change after registration, so that
/// a case can be shown as it stood at any moment.
/// </summary>
public sealed class CaseDueChangeRow
{
    public long Seq { get; init; }

    public required Guid CaseId { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required DateTimeOffset RiderBefore { get; init; }

    public required DateTimeOffset? UnitBefore { get; init; }

    /// <summary>Null: the moment by which a unit must have taken it on did not change.</summary>
    public DateTimeOffset? ResponseBefore { get; init; }
}

internal static class ClockTables
{
    public static void Add(ModelBuilder model) => model.Entity<CaseDueChangeRow>(e =>
    {
        e.ToTable("case_due_changes").HasKey(x => x.Seq);
        e.Property(x => x.Seq).UseIdentityAlwaysColumn();
        e.HasIndex(x => new { x.CaseId, x.ChangedAt }, "case_due_changes_case");
    });
}
