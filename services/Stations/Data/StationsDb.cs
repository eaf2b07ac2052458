using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.Stations.CheckIns;
using RiderPlatform.Stations.Demand;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Data;

/// <summary>The record of stations, and the small copies of organisations and regions that events feed.</summary>
/// <remarks>
/// Add a migration in this folder's project: <c>DesignTime=true dotnet build</c>, then
/// <c>DesignTime=true dotnet tool run dotnet-ef migrations add Name --output-dir Data/Migrations --no-build</c>.
/// </remarks>
public sealed class StationsDb(DbContextOptions<StationsDb> options) : DbContext(options)
{
    /// <summary>Room on each page for the next version of a row that is updated often: no index is touched.</summary>
    private const int FillFactor = 60;

    public DbSet<Station> Stations => Set<Station>();

    public DbSet<CheckIn> CheckIns => Set<CheckIn>();

    public DbSet<OrganisationCopy> Organisations => Set<OrganisationCopy>();

    public DbSet<RegionCopy> Regions => Set<RegionCopy>();

    /// <summary>
    /// Publishes a station as it now is, saves, and moves the revision by which every replica sees that its snapshot is
    /// old. The revision's row comes last: it is held only while the transaction commits.
    /// </summary>
    public Task<bool> SaveAsync(Station station, CancellationToken ct) => this.InTransactionAsync(async () =>
    {
        Announce(station);
        await SaveChangesAsync(ct);
        await MoveRevisionAsync(ct);
        return true;
    }, ct);

    public void Announce(Station station) => this.Publish(new StationChanged
    {
        StationId = station.Id,
        Version = station.Version,
        OrganisationId = station.OrganisationId,
        Name = station.Name,
        RegionCode = station.RegionCode,
        Active = station.Status == StationStatus.Active,
        OccurredAt = station.ChangedAt,
    }, station.Id, station.Version);

    public Task MoveRevisionAsync(CancellationToken ct) =>
        Database.ExecuteSqlAsync($"update snapshot_revision set revision = revision + 1", ct);

    public Task<long> RevisionAsync(CancellationToken ct) =>
        Set<SnapshotRevision>().Select(r => r.Revision).SingleAsync(ct);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessagingTables();
        modelBuilder.AddIdempotencyTable();
        modelBuilder.Entity<Station>(e =>
        {
            e.ToTable("station");
            e.Property(s => s.Id).ValueGeneratedNever();
            e.Property(s => s.Version).IsConcurrencyToken();
            e.Property(s => s.Kind).HasConversion<string>();
            e.Property(s => s.Status).HasConversion<string>();
            e.Property(s => s.Services).HasColumnType("jsonb").HasConversion(
                s => JsonSerializer.Serialize(s, Facts.Json),
                s => JsonSerializer.Deserialize<List<Offering>>(s, Facts.Json)!,
                new ValueComparer<List<Offering>>((a, b) => a!.SequenceEqual(b!), s => s.Count, s => s.ToList()));
            e.Property(s => s.Exceptions).HasColumnType("jsonb").HasDefaultValueSql("'[]'::jsonb").HasConversion(
                s => JsonSerializer.Serialize(s, Facts.Json),
                s => JsonSerializer.Deserialize<List<HoursException>>(s, Facts.Json)!,
                new ValueComparer<List<HoursException>>(
                    (a, b) => a!.SequenceEqual(b!), s => s.Count, s => s.ToList()));
            e.HasIndex(s => s.RegionCode).HasOperators("text_pattern_ops");
            e.HasIndex(s => s.OrganisationId);
        });
        AddCheckInTables(modelBuilder);
        modelBuilder.AddUnmetSearchTable();
        modelBuilder.Entity<OrganisationCopy>(e => e.ToTable("organisation").Property(o => o.Id).ValueGeneratedNever());
        modelBuilder.Entity<RegionCopy>(e => e.ToTable("region").HasKey(r => r.Code));
        modelBuilder.Entity<RegionCopy>().HasIndex(r => r.ListCode);
        modelBuilder.Entity<RegionList>(e => e.ToTable("region_list").HasKey(r => r.Code));
        modelBuilder.Entity<SnapshotRevision>(e => e.ToTable("snapshot_revision").HasData(new SnapshotRevision()));
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }

    private static void AddCheckInTables(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CheckIn>(e =>
        {
            e.ToTable("check_in");
            e.HasKey(c => new { c.Day, c.Id });
            e.HasIndex(c => new { c.StationId, c.Day, c.Number }).IsUnique().HasDatabaseName("check_in_number");
        });
        modelBuilder.Entity<CheckInTurn>(e =>
        {
            e.ToTable("check_in_turn");
            e.HasStorageParameter("fillfactor", FillFactor);
            e.HasKey(c => new { c.StationId, c.RiderId });
        });
        modelBuilder.Entity<CheckInDay>(e =>
        {
            e.ToTable("check_in_day");
            e.HasStorageParameter("fillfactor", FillFactor);
            e.HasKey(c => new { c.StationId, c.Day });
            e.HasIndex(c => new { c.Day, c.RegionCode });
        });
    }
}
