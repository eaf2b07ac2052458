namespace RiderPlatform.Points.Funds;

/// <summary>Money behind points for a region; its amounts are the balances of its accounts.</summary>
public sealed class Fund
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>
    /// Region prefix that it pays awards for, unless a fund with a longer prefix covers the case too.
    /// </summary>
    public required string RegionCode { get; init; }

    /// <summary>What one point is worth. Never changes: points already given are backed at this rate.</summary>
    public required long FenPerPoint { get; init; }

    public required bool Active { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The fund whose money it is allotted a part of; null at the top of a tree.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>What it may lease of its parent's money in all; 0 at the top.</summary>
    public long LimitFen { get; set; }

    /// <summary>What it leases at a time, when it runs low.</summary>
    public long TrancheFen { get; set; }

    /// <summary>Leased so far, less what went back. Beyond the limit where it was lowered below what is used.</summary>
    public long LeasedFen { get; init; }

    /// <summary>Accounts that every award needs, kept here so that it need not look for them.</summary>
    public required long TreasuryAccount { get; init; }

    public required long AvailableAccount { get; init; }

    public required long CommittedAccount { get; init; }

    public required long IssueAccount { get; init; }

    public required long RedeemedAccount { get; init; }
}
