using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// Tables that the intake writes to. Each index costs on every report, so each has a reason; a list by status or
/// severity filters what these find.
/// </summary>
internal static class CaseTables
{
    /// <summary>Numbers grow without a lock and start with six digits, so that they read alike.</summary>
    public const string NumberSequence = "case_number";

    public static void Add(ModelBuilder model)
    {
        model.HasSequence<long>(NumberSequence).StartsAt(100_001);
        model.Entity<CaseRow>(Cases);
        model.Entity<CaseEventRow>(Events);
        model.Entity<CasePhotoRow>(Photos);
        model.Entity<CaseJoinRow>(e =>
        {
            e.ToTable("case_joins").HasKey(x => new { x.CaseId, x.RiderId });
            e.HasIndex(x => new { x.RiderId, x.JoinedAt }, "case_joins_rider");
        });
    }

    private static void Cases(EntityTypeBuilder<CaseRow> e)
    {
        // Room on the page for the case's later steps: an update then touches no index.
        e.ToTable("cases").HasAnnotation("Npgsql:StorageParameter:fillfactor", 80);
        e.HasKey(x => x.Id);
        e.Property(x => x.Kind).HasConversion<string>();
        e.Property(x => x.Status).HasConversion<string>();
        e.Property(x => x.Severity).HasConversion<short>();
        e.Property(x => x.Outcome).HasConversion<string>();
        e.Property(x => x.Solved).HasConversion<string>();
        e.Property(x => x.Satisfaction).HasConversion<string>();
        e.Property(x => x.DeadlineClass).HasConversion<string>();
        e.Property(x => x.Refusals).HasDefaultValue((short)0);
        e.Property(x => x.Open).HasComputedColumnSql("status <> 'Closed'", stored: true);
        e.Property(x => x.Version).IsConcurrencyToken();
        e.Property(x => x.Returns).HasDefaultValue((short)0);
        e.Property(x => x.Reopenings).HasDefaultValue((short)0);
        // A rider's key is used once; the same index finds a rider's own cases.
        e.HasIndex(x => new { x.ReporterId, x.IdempotencyKey }, "cases_reporter_key").IsUnique();
        // The same for staff; riders' reports, nearly all there are, do not stand in it.
        e.HasIndex(x => new { x.RegisteredBy, x.IdempotencyKey }, "cases_registrar_key").IsUnique()
            .HasFilter("registered_by is not null");
        e.Property(x => x.Answers).HasColumnType("jsonb");
        e.Property(x => x.CoUnits).HasDefaultValueSql("'{}'");
        // Every other reader has a region prefix; ids grow with time, so that it also serves "newest first" of one
        // region.
        e.HasIndex(x => new { x.RegionCode, x.Id }, "cases_region").HasOperators("text_pattern_ops", "uuid_ops");
        // Inboxes and queues: of all the cases there ever were few are open. A step changes neither column.
        e.HasIndex(x => new { x.RegionCode, x.Id }, "cases_open").HasFilter("open")
            .HasOperators("text_pattern_ops", "uuid_ops");
        // What was merged into a case; hardly any ever is.
        e.HasIndex(x => x.MergedInto, "cases_merged").HasFilter("merged_into is not null");
        // What was seen here before: asked with every report, and by the hazard map. A narrow band of latitude holds
        // few cases; the category changes only where triage corrects it.
        e.HasIndex(x => new { x.Category, x.Latitude }, "cases_place");
        // Few have one, and a report never.
        e.HasIndex(x => x.ExternalReference, "cases_external_reference").HasFilter("external_reference is not null");
        e.ToTable(t => t.HasCheckConstraint("cases_version", "version >= 1"));
    }

    private static void Events(EntityTypeBuilder<CaseEventRow> e)
    {
        e.ToTable("case_events");
        e.HasKey(x => new { x.CaseId, x.Version });
        e.Property(x => x.Status).HasConversion<string>();
    }

    private static void Photos(EntityTypeBuilder<CasePhotoRow> e)
    {
        e.ToTable("case_photos");
        e.HasKey(x => x.Id);
        e.HasIndex(x => x.CaseId, "case_photos_case");
    }
}
