using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

public enum ImportState
{
    Waiting,
    Running,
    Done,
}

/// <summary>A file of old cases on its way in; worked off line by line, in any replica, from where it stands.</summary>
public sealed class ImportJob
{
    public required Guid Id { get; init; }

    /// <summary>The old system: with the case's number there it tells a repeat.</summary>
    public required string Source { get; init; }

    public required bool DryRun { get; init; }

    public required ImportState State { get; set; }

    /// <summary>The file; gone when it is done.</summary>
    public byte[]? Content { get; set; }

    public required Guid CreatedBy { get; init; }

    /// <summary>The grants of who started it, as they stand in tokens: no line gets further than they reach.</summary>
    public required string[] Grants { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public Guid? Lease { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Lines in the file, without the heading.</summary>
    public required int Total { get; init; }

    public int Imported { get; set; }

    public int Repeated { get; set; }

    public int Refused { get; set; }

    /// <summary>Lines that are done: the next is one more.</summary>
    public int Done => Imported + Repeated + Refused;
}

public enum LineOutcome
{
    Imported,
    Repeated,
    Refused,
}

/// <summary>What became of one line.</summary>
public sealed class ImportLine
{
    public required Guid JobId { get; init; }

    /// <summary>From 1, the heading not counted.</summary>
    public required int Line { get; init; }

    /// <summary>Where it begins in the file: a quoted text may span several.</summary>
    public required int FileLine { get; init; }

    public string? OldNumber { get; init; }

    public required LineOutcome Outcome { get; init; }

    public Guid? CaseId { get; init; }

    public string? CaseNumber { get; init; }

    public string? Column { get; init; }

    public string? ReasonZh { get; init; }

    public string? ReasonEn { get; init; }
}

/// <summary>Which case an old number has become: once for ever.</summary>
public sealed class ImportedCaseRow
{
    public required string Source { get; init; }

    public required string OldNumber { get; init; }

    public required Guid CaseId { get; init; }

    public required string CaseNumber { get; init; }
}

internal static class ImportTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<ImportJob>(e =>
        {
            e.ToTable("import_jobs").HasKey(x => x.Id);
            e.Property(x => x.State).HasConversion<string>();
            e.Ignore(x => x.Done);
            e.HasIndex(x => x.CreatedAt, "import_jobs_open").HasFilter("state <> 'Done'");
        });
        model.Entity<ImportLine>(e =>
        {
            e.ToTable("import_lines").HasKey(x => new { x.JobId, x.Line });
            e.Property(x => x.Outcome).HasConversion<string>();
        });
        model.Entity<ImportedCaseRow>(e =>
        {
            e.ToTable("imported_cases").HasKey(x => new { x.Source, x.OldNumber }).HasName("imported_cases_number");
            e.HasIndex(x => x.CaseId, "imported_cases_case");
        });
    }
}
