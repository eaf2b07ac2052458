using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Data;

/// <summary>The database of Grievances: cases, their events, and its copy of the directory.</summary>
/// <remarks>
/// A new migration, in <c>services/Grievances</c>: <c>dotnet tool restore</c>, then with <c>DesignTime=true</c> and
/// <c>ConnectionStrings__grievances=Host=design</c> in the environment <c>dotnet build</c> and
/// <c>dotnet tool run dotnet-ef migrations add Name --output-dir Data/Migrations --no-build</c>.
/// </remarks>
public sealed class GrievancesDb(DbContextOptions<GrievancesDb> options) : DbContext(options)
{
    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<CaseEventRow> CaseEvents => Set<CaseEventRow>();

    public DbSet<CasePhotoRow> CasePhotos => Set<CasePhotoRow>();

    public DbSet<CaseJoinRow> CaseJoins => Set<CaseJoinRow>();

    public DbSet<BoundaryRow> Boundaries => Set<BoundaryRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        CaseTables.Add(modelBuilder);
        DirectoryTables.Add(modelBuilder);
        Open311Tables.Add(modelBuilder);
        CaseNotesTable.Add(modelBuilder);
        WebhookTables.Add(modelBuilder);
        ImportTables.Add(modelBuilder);
        CalendarTables.Add(modelBuilder);
        ClockTables.Add(modelBuilder);
        PauseTables.Add(modelBuilder);
        SupervisionTables.Add(modelBuilder);
        DemandTables.Add(modelBuilder);
        VerificationTables.Add(modelBuilder);
        NextStepTables.Add(modelBuilder);
        CoTaskTables.Add(modelBuilder);
        CoExtensionTables.Add(modelBuilder);
        LabTables.Add(modelBuilder);
        WarningTables.Add(modelBuilder);
        AppealTables.Add(modelBuilder);
        ProjectTables.Add(modelBuilder);
        MeetingTables.Add(modelBuilder);
        DigestTables.Add(modelBuilder);
        AssignmentTables.Add(modelBuilder);
        DutyTables.Add(modelBuilder);
        HandoverTables.Add(modelBuilder);
        modelBuilder.AddMessagingTables();
        modelBuilder.AddIdempotencyTable();
        foreach (var property in modelBuilder.Model.GetEntityTypes()
            .Where(t => t.ClrType.Namespace == typeof(GrievancesDb).Namespace)
            .SelectMany(t => t.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
