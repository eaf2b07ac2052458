using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Audit;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Closes;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Debts;
using RiderPlatform.Points.Funds;
using RiderPlatform.Points.Ledger;
using RiderPlatform.Points.Lots;
using RiderPlatform.Points.Offline;
using RiderPlatform.Points.Proposals;
using RiderPlatform.Points.Rewards;
using RiderPlatform.Points.Rules;
using RiderPlatform.Points.Settlements;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Data;

/// <summary>The points database.</summary>
/// <remarks>
/// Add a migration in <c>services/Points</c>:
/// <code>
/// DesignTime=true ConnectionStrings__points=Host=design dotnet ef migrations add Name --output-dir Data/Migrations
/// </code>
/// The partitioned tables (<c>award_decision</c>, <c>transfer</c>), triggers and functions are plain SQL in
/// <c>Data/Sql</c>: EF Core has no words for them. A released file never changes; a new one replaces its functions.
/// </remarks>
public sealed class PointsDb(DbContextOptions<PointsDb> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Transfer> Transfers => Set<Transfer>();

    public DbSet<AwardDecision> Decisions => Set<AwardDecision>();

    public DbSet<AwardRule> Rules => Set<AwardRule>();

    public DbSet<RuleSetRow> RuleSets => Set<RuleSetRow>();

    public DbSet<Fund> Funds => Set<Fund>();

    public DbSet<Reward> Rewards => Set<Reward>();

    public DbSet<StockChange> StockChanges => Set<StockChange>();

    public DbSet<Voucher> Vouchers => Set<Voucher>();

    public DbSet<RefusedHandOver> RefusedHandOvers => Set<RefusedHandOver>();

    public DbSet<TillPermit> TillPermits => Set<TillPermit>();

    public DbSet<OfflineHandOver> OfflineHandOvers => Set<OfflineHandOver>();

    public DbSet<VoucherShare> Shares => Set<VoucherShare>();

    public DbSet<LotFreeze> Freezes => Set<LotFreeze>();

    public DbSet<Reversal> Reversals => Set<Reversal>();

    public DbSet<LedgerViolation> Violations => Set<LedgerViolation>();

    public DbSet<Proposal> Proposals => Set<Proposal>();

    public DbSet<Debt> Debts => Set<Debt>();

    public DbSet<DebtRepayment> Repayments => Set<DebtRepayment>();

    public DbSet<Settlement> Settlements => Set<Settlement>();

    public DbSet<SettlementPart> SettlementParts => Set<SettlementPart>();

    public DbSet<DayClose> Closes => Set<DayClose>();

    public DbSet<CloseChunk> CloseChunks => Set<CloseChunk>();

    public DbSet<RiderCopy> Riders => Set<RiderCopy>();

    public DbSet<StationCopy> Stations => Set<StationCopy>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddLedgerTables();
        modelBuilder.AddAwardTables();
        modelBuilder.AddRewardTables();
        modelBuilder.AddVoucherTables();
        modelBuilder.AddLotTables();
        modelBuilder.AddProposalTables();
        modelBuilder.AddRuleTables();
        modelBuilder.AddAuditTables();
        modelBuilder.AddCloseTables();
        modelBuilder.AddSettlementTables();
        modelBuilder.AddBoardTables();
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }

        modelBuilder.AddMessagingTables();
        modelBuilder.AddIdempotencyTable();
    }
}
