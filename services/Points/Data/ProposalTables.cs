using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Debts;
using RiderPlatform.Points.Proposals;

namespace RiderPlatform.Points.Data;

/// <summary>Tables of what people ask for by hand, and of debts; constraints stand behind the two persons.</summary>
internal static class ProposalTables
{
    public static void AddProposalTables(this ModelBuilder model)
    {
        model.Entity<Proposal>(e =>
        {
            e.ToTable("proposal", t =>
            {
                t.HasCheckConstraint("proposal_two_persons", "decided_by <> asked_by");
                t.HasCheckConstraint("proposal_points", "points > 0 and taken between 0 and points");
                t.HasCheckConstraint("proposal_decided", "(status = 'Open') = (decided_by is null)");
                t.HasCheckConstraint("proposal_award", "(kind = 'Clawback') = (award_id is not null)");
            });
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasIndex(x => x.AwardId).IsUnique().HasFilter("status <> 'Refused'")
                .HasDatabaseName("proposal_award_once");
            e.HasIndex(x => new { x.Status, x.AskedAt }).HasDatabaseName("proposal_status");
            e.HasIndex(x => x.RiderId).HasDatabaseName("proposal_rider");
        });
        model.Entity<Debt>(e =>
        {
            e.ToTable("debt", t => t.HasCheckConstraint("debt_repaid", "repaid >= 0 and repaid <= points"));
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasIndex(x => x.RiderId).HasFilter("repaid < points").HasDatabaseName("debt_open");
        });
        model.Entity<DebtRepayment>(e =>
        {
            e.ToTable("debt_repayment");
            e.HasKey(x => new { x.AwardId, x.DebtId });
            e.HasIndex(x => x.DebtId).HasDatabaseName("debt_repayment_debt");
        });
    }
}
