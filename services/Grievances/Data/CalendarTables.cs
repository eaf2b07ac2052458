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
}

internal static class CalendarTables
{
    /// <summary>Versions are never changed: two imports at once cannot both be the next one.</summary>
    public const string Key = "calendar_years_pkey";

    public static void Add(ModelBuilder model) => model.Entity<CalendarYearRow>(e =>
    {
        e.ToTable("calendar_years").HasKey(x => new { x.Year, x.Version }).HasName(Key);
        e.Property(x => x.Off).HasColumnType("jsonb");
        e.Property(x => x.Work).HasColumnType("jsonb");
    });
}
