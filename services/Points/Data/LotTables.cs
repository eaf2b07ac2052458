using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Lots;

namespace RiderPlatform.Points.Data;

/// <summary>Tables of lots; the functions that change them are in <c>006_lots.sql</c>.</summary>
internal static class LotTables
{
    public static void AddLotTables(this ModelBuilder model)
    {
        model.Entity<Lot>(e =>
        {
            e.ToTable("lot", t => t.HasCheckConstraint("lot_used", "used >= 0 and used <= points"));
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasIndex(x => x.RiderId).HasDatabaseName("lot_rider");
            e.HasIndex(x => x.DueAt).HasFilter("used < points").HasDatabaseName("lot_due");
        });
        model.Entity<LotUse>(e =>
        {
            e.ToTable("lot_use", t => t.HasCheckConstraint("lot_use_points", "points > 0"));
            e.HasKey(x => new { x.TransferId, x.LotId });
            e.HasIndex(x => x.LotId).HasDatabaseName("lot_use_lot");
        });
        model.Entity<LotSweep>(e =>
        {
            e.ToTable("lot_sweep", t => t.HasCheckConstraint("lot_sweep_one", "id = 1"));
            e.Property(x => x.Id).ValueGeneratedNever();
        });
        model.Entity<LotFreeze>(e =>
        {
            e.ToTable("lot_freeze", t => t.HasCheckConstraint("lot_freeze_span", "until_at > from_at"));
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasIndex(x => x.RiderId).HasDatabaseName("lot_freeze_rider");
        });
    }
}
