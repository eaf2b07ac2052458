using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

/// <summary>交接班: what was open for a unit when somebody handed over, as it was.</summary>
public sealed class HandoverRow
{
    public required Guid Id { get; init; }

    public required Guid UnitId { get; init; }

    public required string RegionCode { get; init; }

    public required Guid FromId { get; init; }

    public required string FromName { get; init; }

    public required string Notes { get; init; }

    /// <summary>The list at that moment.</summary>
    public required string List { get; init; }

    public required DateTimeOffset HandedAt { get; init; }

    public Guid? ConfirmedBy { get; init; }

    public string? ConfirmedName { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }
}

internal static class HandoverTables
{
    public const string Unconfirmed = "handovers_unconfirmed";

    public static void Add(ModelBuilder model) => model.Entity<HandoverRow>(e =>
    {
        e.ToTable("handovers").HasKey(x => x.Id);
        e.Property(x => x.List).HasColumnType("jsonb");
        e.HasIndex(x => new { x.UnitId, x.HandedAt }, "handovers_unit");
        // The next hand-over waits until this one was taken over.
        e.HasIndex(x => x.UnitId, Unconfirmed).IsUnique().HasFilter("confirmed_at is null");
    });
}
