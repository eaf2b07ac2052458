using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Funds;
using RiderPlatform.Points.Ledger;
using RiderPlatform.Points.Offline;
using RiderPlatform.Points.Rewards;
using RiderPlatform.Points.Vouchers;

namespace RiderPlatform.Points.Data;

/// <summary>
/// Tables and the constraints that stand behind the rules; few indexes, and none on a column that changes often.
/// </summary>
internal static class Tables
{
    /// <summary>Room on each page for the next version of a counter row, so that an update touches no index.</summary>
    private const int FillFactor = 60;

    public static void AddLedgerTables(this ModelBuilder model)
    {
        model.Entity<Account>(e =>
        {
            e.ToTable("account", t =>
            {
                t.HasCheckConstraint("account_not_overdrawn", "not bounded or credits - debits - debits_pending >= 0");
                t.HasCheckConstraint("account_counters",
                    "debits >= 0 and credits >= 0 and debits_pending >= 0 and credits_pending >= 0");
            });
            e.HasStorageParameter("fillfactor", FillFactor);
            e.Property(x => x.Id).UseIdentityAlwaysColumn();
            e.HasIndex(x => new { x.OwnerId, x.FundId, x.Kind, x.Unit }).IsUnique().HasDatabaseName("account_owner");
            e.Property(x => x.Debits).HasDefaultValue(0L);
            e.Property(x => x.Credits).HasDefaultValue(0L);
            e.Property(x => x.DebitsPending).HasDefaultValue(0L);
            e.Property(x => x.CreditsPending).HasDefaultValue(0L);
        });
        model.Entity<Reversal>(e =>
        {
            e.ToTable("reversal");
            e.HasKey(x => x.OriginalId);
            e.HasIndex(x => x.TransferId).IsUnique().HasDatabaseName("reversal_transfer");
        });
        model.Entity<Transfer>(e => e.ToTable("transfer", t => t.ExcludeFromMigrations()));
        model.Entity<Fund>(e =>
        {
            e.ToTable("fund", t =>
            {
                t.HasCheckConstraint("fund_rate", "fen_per_point > 0");
                t.HasCheckConstraint("fund_allotment", "limit_fen >= 0 and leased_fen >= 0 and tranche_fen >= 0");
            });
            e.Property(x => x.LimitFen).HasDefaultValue(0L);
            e.Property(x => x.TrancheFen).HasDefaultValue(0L);
            e.Property(x => x.LeasedFen).HasDefaultValue(0L);
            e.HasOne<Fund>().WithMany().HasForeignKey(x => x.ParentId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(x => x.RegionCode).IsUnique().HasFilter("active").HasDatabaseName("fund_active_region");
        });
    }

    public static void AddAwardTables(this ModelBuilder model)
    {
        model.Entity<AwardDecision>(e =>
        {
            e.ToTable("award_decision", t => t.ExcludeFromMigrations());
            e.HasKey(x => x.Key);
        });
        model.Entity<AwardRule>(e =>
        {
            e.ToTable("award_rule", t => t.HasCheckConstraint(
                "award_rule_amounts", "minor > 0 and ordinary > 0 and major > 0 and daily_cap > 0"));
            e.ToTable(t => t.HasCheckConstraint("award_rule_valid_months", "valid_months between 1 and 120"));
            e.HasKey(x => new { x.Id, x.Version });
        });
        model.Entity<AwardDay>(e =>
        {
            e.ToTable("award_day");
            e.HasStorageParameter("fillfactor", FillFactor);
            e.HasKey(x => new { x.RiderId, x.Rule, x.Day });
        });
        model.Entity<RiderCopy>(e =>
        {
            e.ToTable("rider");
            e.HasStorageParameter("fillfactor", FillFactor);
            e.Property(x => x.Version).HasDefaultValue(0L);
            e.Property(x => x.IsMember).HasDefaultValue(false);
            e.Property(x => x.Active).HasDefaultValue(true);
            e.Property(x => x.Posts).HasColumnType("jsonb");
        });
    }

    public static void AddRewardTables(this ModelBuilder model)
    {
        model.Entity<StationCopy>(e =>
        {
            e.ToTable("station");
            e.HasIndex(x => x.OrganisationId);
        });
        model.Entity<Reward>(e =>
        {
            e.ToTable("reward", t =>
            {
                t.HasCheckConstraint("reward_stock", "stock >= 0");
                t.HasCheckConstraint("reward_amounts", "price_points > 0 and cost_fen >= 0 and voucher_valid_days > 0");
            });
            e.ToTable("reward", t =>
            {
                t.HasCheckConstraint("reward_limit", "limit_per_rider > 0 and (limit_days is null or limit_days > 0)");
                t.HasCheckConstraint("reward_hours",
                    "weekdays between 1 and 127 and (hours_from is null) = (hours_until is null)");
            });
            e.Property(x => x.Kind).HasDefaultValue(RewardKind.Goods).HasSentinel(RewardKind.Goods);
            e.Property(x => x.Owner).HasDefaultValue(RewardOwner.Street).HasSentinel(RewardOwner.Street);
            e.Property(x => x.Posts).HasDefaultValueSql("'{}'");
            e.Property(x => x.Weekdays).HasDefaultValue(HandOverHours.EveryDay);
            e.Property(x => x.MembersOnly).HasDefaultValue(false);
            e.Property(x => x.Revision).HasDefaultValue(1).HasSentinel(0).IsConcurrencyToken();
            e.Ignore(x => x.Terms);
            e.Ignore(x => x.Hours);
            e.HasIndex(x => x.RegionCode);
        });
        model.Entity<StockChange>(e =>
        {
            e.ToTable("stock_change");
            e.HasIndex(x => new { x.RewardId, x.MadeAt });
        });
    }

    /// <summary>Vouchers, and what became of them at counters and tills.</summary>
    public static void AddVoucherTables(this ModelBuilder model)
    {
        model.Entity<Voucher>(e =>
        {
            e.ToTable("voucher");
            e.HasIndex(x => x.Code).IsUnique().HasDatabaseName("voucher_code");
            e.HasIndex(x => new { x.RiderId, x.IssuedAt });
            e.HasIndex(x => x.ExpiresAt).HasFilter("status = 'Held'").HasDatabaseName("voucher_held_until");
            e.HasIndex(x => new { x.StationId, x.EndedAt }).HasFilter("status = 'Redeemed'")
                .HasDatabaseName("voucher_redeemed_at");
            e.HasIndex(x => new { x.OrganisationId, x.EndedAt }).HasDatabaseName("voucher_unsettled")
                .HasFilter("status = 'Redeemed' and settlement_id is null and cost_fen > 0");
            e.HasIndex(x => new { x.SettlementId, x.EndedAt }).HasFilter("settlement_id is not null")
                .HasDatabaseName("voucher_settlement");
            e.HasOne(x => x.Reward).WithMany().HasForeignKey(x => x.RewardId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RefusedHandOver>(e =>
        {
            e.ToTable("refused_hand_over");
            e.HasIndex(x => new { x.StationId, x.Id });
        });
        model.Entity<TillPermit>(e =>
        {
            e.ToTable("till_permit", t => t.HasCheckConstraint("till_permit_limit", "most_vouchers > 0"));
            e.HasIndex(x => new { x.Subject, x.StationId, x.Until });
        });
        model.Entity<OfflineHandOver>(e =>
        {
            e.ToTable("offline_hand_over");
            e.HasKey(x => new { x.PermitId, x.VoucherId });
            e.HasIndex(x => new { x.StationId, x.ReportedAt });
            e.HasOne<TillPermit>().WithMany().HasForeignKey(x => x.PermitId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Voucher>().WithMany().HasForeignKey(x => x.VoucherId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<VoucherShare>(e =>
        {
            e.ToTable("voucher_share");
            e.HasKey(x => new { x.VoucherId, x.FundId });
        });
    }
}
