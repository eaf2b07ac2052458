using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Audit;

namespace RiderPlatform.Points.Data;

internal static class AuditTables
{
    public static void AddAuditTables(this ModelBuilder model)
    {
        model.Entity<AuditState>(e =>
        {
            e.ToTable("audit_state", t => t.HasCheckConstraint("audit_state_one", "id = 1"));
            e.Property(x => x.Id).ValueGeneratedNever();
        });
        model.Entity<AuditAccount>(e =>
        {
            e.ToTable("audit_account");
            e.HasKey(x => x.AccountId);
            e.Property(x => x.AccountId).ValueGeneratedNever();
        });
        model.Entity<LedgerViolation>(e =>
        {
            e.ToTable("ledger_violation", t => t.HasCheckConstraint("ledger_violation_lifted",
                "(lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null)"));
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasIndex(x => new { x.Kind, x.Subject, x.Detail }).IsUnique().HasDatabaseName("ledger_violation_once");
            e.HasIndex(x => x.FoundAt).HasFilter("lifted_at is null").HasDatabaseName("ledger_violation_open");
        });
    }
}
