using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Data;

/// <summary>The sample of a co-handler's task of the kind <see cref="CoTaskKind.LabReferral"/>.</summary>
public sealed class LabSampleRow
{
    public required Guid TaskId { get; init; }

    /// <summary>As it stands on the seal; nobody else's has it.</summary>
    public required string Number { get; init; }

    public required string Sample { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    public required string TakenBy { get; init; }

    public LabResult? Result { get; init; }

    /// <summary>What was measured, and against what.</summary>
    public string? Figures { get; init; }
}

/// <summary>A page of the institute's report.</summary>
public sealed class LabReportPageRow
{
    public required Guid Id { get; init; }

    public required Guid TaskId { get; init; }

    public required string Blob { get; init; }

    public required string Thumbnail { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal static class LabTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<LabSampleRow>(e =>
        {
            e.ToTable("lab_samples").HasKey(x => x.TaskId);
            e.Property(x => x.Result).HasConversion<string>();
            e.HasIndex(x => x.Number, "lab_samples_number").IsUnique();
        });
        model.Entity<LabReportPageRow>(e =>
        {
            e.ToTable("lab_report_pages").HasKey(x => x.Id);
            e.HasIndex(x => x.TaskId, "lab_report_pages_task");
        });
    }
}
