using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

/// <summary>An imported version of a year; the years that ship with the service are not among them.</summary>
public sealed class CalendarYearRow
{
    public required int Year { get; init; }

    public required int Version { get; init; }

    public required string Source { get; init; }

    /// <summary>JSON: runs of days without work, and of weekend days with work, each with its name.</summary>
    public required string Off { get; init; }

    public required string Work { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    public required Guid ImportedBy { get; init; }

    /// <summary>Of a year's first version: since when every deadline through it goes by it.</summary>
    public DateTimeOffset? ReckonedAt { get; init; }

    /// <summary>When the other services were told; null: not yet.</summary>
    public DateTimeOffset? ToldAt { get; init; }
}

/// <summary>That a case was looked at when a year was announced, and what became of its deadlines.</summary>
public sealed class CaseReckoningRow
{
    public required Guid CaseId { get; init; }

    public required int Year { get; init; }

    /// <summary>Of the year that it was reckoned by.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset ReckonedAt { get; init; }

    public required DateTimeOffset RiderBefore { get; init; }

    public required DateTimeOffset RiderAfter { get; init; }

    public required DateTimeOffset? UnitBefore { get; init; }

    public required DateTimeOffset? UnitAfter { get; init; }
}

/// <summary>A version of a unit's own hours.</summary>
public sealed class UnitHoursRow
{
    public required Guid UnitId { get; init; }

    public required int Version { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public required bool OpenOnHolidays { get; init; }

    /// <summary>JSON: for each day, Monday first, its spans as <c>09:00-12:00</c>; null: the city's hours.</summary>
    public string? Week { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public required Guid SetBy { get; init; }
}

internal static class CalendarTables
{
    /// <summary>Versions are never changed: two imports at once cannot both be the next one.</summary>
    public const string Key = "calendar_years_pkey";

    public static void Add(ModelBuilder model)
    {
        model.Entity<CalendarYearRow>(e =>
        {
            e.ToTable("calendar_years").HasKey(x => new { x.Year, x.Version }).HasName(Key);
            e.Property(x => x.Off).HasColumnType("jsonb");
            e.Property(x => x.Work).HasColumnType("jsonb");
        });
        model.Entity<CaseReckoningRow>().ToTable("case_reckonings").HasKey(x => new { x.CaseId, x.Year });
        model.Entity<UnitHoursRow>(e =>
        {
            e.ToTable("unit_hours").HasKey(x => new { x.UnitId, x.Version });
            e.Property(x => x.Week).HasColumnType("jsonb");
        });
    }
}
