using RiderPlatform.Points.Data;
using RiderPlatform.Points.Ledger;

namespace RiderPlatform.Points.Funds;

/// <summary>
/// A fund as it is shown: budget = available + committed + spent + allotted, all in fen, read from its accounts.
/// </summary>
public sealed record FundView
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string RegionCode { get; init; }

    public required bool Active { get; init; }

    public required long FenPerPoint { get; init; }

    /// <summary>The fund that it leases from; null at the top of a tree.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>What it may lease in all, in tranches of <see cref="TrancheFen"/>; 0 at the top.</summary>
    public long LimitFen { get; init; }

    public long TrancheFen { get; init; }

    /// <summary>Of the limit, what it has leased.</summary>
    public long LeasedFen { get; init; }

    /// <summary>What its children may lease, all together; they may be promised more than there is.</summary>
    public long PromisedFen { get; init; }

    /// <summary>What its children have leased.</summary>
    public long AllottedFen { get; init; }

    /// <summary>All money that came in from outside, and what was leased.</summary>
    public required long BudgetFen { get; init; }

    /// <summary>Backs no point yet.</summary>
    public required long AvailableFen { get; init; }

    /// <summary>Backs points in riders' hands.</summary>
    public required long CommittedFen { get; init; }

    /// <summary>Owed or paid for rewards handed over.</summary>
    public required long SpentFen { get; init; }

    /// <summary>Of what is spent, what organisations have been paid; they are owed the rest.</summary>
    public long PaidFen { get; init; }

    public required long PointsOutstanding { get; init; }

    internal static IQueryable<FundView> Of(PointsDb db, IQueryable<Fund> funds) =>
        from f in funds
        join treasury in db.Accounts on f.TreasuryAccount equals treasury.Id
        join available in db.Accounts on f.AvailableAccount equals available.Id
        join committed in db.Accounts on f.CommittedAccount equals committed.Id
        join issue in db.Accounts on f.IssueAccount equals issue.Id
        join redeemed in db.Accounts on f.RedeemedAccount equals redeemed.Id
        orderby f.RegionCode, f.Id
        select new FundView
        {
            Id = f.Id,
            Name = f.Name,
            RegionCode = f.RegionCode,
            Active = f.Active,
            FenPerPoint = f.FenPerPoint,
            ParentId = f.ParentId,
            LimitFen = f.LimitFen,
            TrancheFen = f.TrancheFen,
            LeasedFen = f.LeasedFen,
            PromisedFen = db.Funds.Where(c => c.ParentId == f.Id).Sum(c => c.LimitFen),
            AllottedFen = db.Funds.Where(c => c.ParentId == f.Id).Sum(c => c.LeasedFen),
            BudgetFen = treasury.Debits - treasury.Credits + f.LeasedFen,
            AvailableFen = available.Credits - available.Debits,
            CommittedFen = committed.Credits - committed.Debits,
            SpentFen =
                treasury.Debits - treasury.Credits + f.LeasedFen
                - db.Funds.Where(c => c.ParentId == f.Id).Sum(c => c.LeasedFen)
                - (available.Credits - available.Debits) - (committed.Credits - committed.Debits),
            PaidFen = db.Accounts.Where(a => a.OwnerId == f.Id && a.FundId == f.Id && a.Kind == AccountKind.Paid)
                .Sum(a => a.Credits - a.Debits),
            PointsOutstanding = issue.Debits - issue.Credits - redeemed.Credits + redeemed.Debits,
        };
}
