using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Settlements;

namespace RiderPlatform.Points.Data;

internal static class SettlementTables
{
    public static void AddSettlementTables(this ModelBuilder model)
    {
        model.Entity<Settlement>(e =>
        {
            e.ToTable("settlement", t => t.HasCheckConstraint("settlement_amounts", "vouchers > 0 and fen > 0"));
            e.HasIndex(x => new { x.OrganisationId, x.Month }).IsUnique().HasDatabaseName("settlement_once");
            e.HasIndex(x => new { x.Month, x.Id });
            e.HasMany(x => x.Parts).WithOne().HasForeignKey(x => x.SettlementId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SettlementPart>(e =>
        {
            e.ToTable("settlement_part", t =>
            {
                t.HasCheckConstraint("settlement_part_fen", "fen > 0");
                t.HasCheckConstraint("settlement_part_paid",
                    "(transfer_id is null) = (paid_at is null) and (paid_by is null) = (paid_at is null)");
            });
            e.HasKey(x => new { x.SettlementId, x.FundId });
            e.HasIndex(x => x.TransferId).IsUnique().HasFilter("transfer_id is not null");
        });
    }
}
