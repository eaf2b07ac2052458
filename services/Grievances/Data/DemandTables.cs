using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

internal static class DemandTables
{
    /// <summary>States in which a claim holds a place.</summary>
    private const string Held = "state in ('Claimed', 'CheckedIn', 'Submitted', 'Refused', 'Verified')";

    public static void Add(ModelBuilder model)
    {
        model.Entity<DemandRow>(e =>
        {
            e.ToTable("demands", t =>
            {
                t.HasCheckConstraint("demands_taken", "taken between 0 and wanted");
                t.HasCheckConstraint("demands_window", "starts_at < ends_at");
            });
            e.HasKey(x => x.Id);
            e.Property(x => x.Taken).HasDefaultValue(0);
            e.HasIndex(x => x.EndsAt, "demands_ends");
            e.HasIndex(x => new { x.RegionCode, x.Id }, "demands_region").HasOperators("text_pattern_ops", "uuid_ops");
        });
        model.Entity<DemandClaimRow>(e =>
        {
            e.ToTable("demand_claims").HasKey(x => x.Id);
            e.Property(x => x.State).HasConversion<string>();
            e.Property(x => x.Hours).HasPrecision(5, 2);
            e.HasIndex(x => new { x.DemandId, x.RiderId }, "demand_claims_one").IsUnique().HasFilter(Held);
            e.HasIndex(x => new { x.DemandId, x.Id }, "demand_claims_demand");
            e.HasIndex(x => new { x.RiderId, x.ClaimedAt }, "demand_claims_rider");
            e.HasIndex(x => x.CheckInBy, "demand_claims_due").HasFilter("state = 'Claimed'");
            e.HasIndex(x => x.ProofAt, "demand_claims_queue").HasFilter("state = 'Submitted'");
        });
        model.Entity<DemandEventRow>(e =>
        {
            e.ToTable("demand_events").HasKey(x => x.Id);
            e.HasIndex(x => new { x.DemandId, x.Id }, "demand_events_demand");
        });
        model.Entity<DemandPhotoRow>(e =>
        {
            e.ToTable("demand_photos").HasKey(x => x.Id);
            e.HasIndex(x => x.ClaimId, "demand_photos_claim");
            e.HasIndex(x => x.Blob, "demand_photos_blob");
            e.HasIndex(x => x.Thumbnail, "demand_photos_thumbnail");
        });
    }
}
