namespace RiderPlatform.Points.Ledger;

/// <summary>One immutable movement from an account to another; a trigger refuses updates and deletes.</summary>
public sealed class Transfer
{
    /// <summary>
    /// Made by the caller, version 7: its time decides the partition, so that the id is unique over all of them.
    /// </summary>
    public required Guid Id { get; init; }

    public required TransferKind Kind { get; init; }

    public required TransferPhase Phase { get; init; }

    public required Unit Unit { get; init; }

    /// <summary>The account that gives.</summary>
    public required long DebitAccount { get; init; }

    /// <summary>The account that receives.</summary>
    public required long CreditAccount { get; init; }

    public required long Amount { get; init; }

    /// <summary>Case, voucher, award batch or deposit that it speaks of.</summary>
    public required Guid Reference { get; init; }

    /// <summary>
    /// Set on a rider's movements other than awards: the rider's entries are these and the award decisions.
    /// </summary>
    public Guid? RiderId { get; init; }

    /// <summary>Set on movements of money: the fund's statement.</summary>
    public Guid? FundId { get; init; }

    public required DateTimeOffset At { get; init; }
}

public enum TransferKind
{
    /// <summary>Points to a rider for a closed case.</summary>
    Award,

    /// <summary>Money of a fund set aside for a batch of awards.</summary>
    Commitment,

    /// <summary>Points of a rider for a voucher.</summary>
    Redemption,

    /// <summary>Money owed to the organisation that handed a reward over.</summary>
    Payable,

    /// <summary>Money set aside that the reward did not cost.</summary>
    Release,

    /// <summary>Money into a fund.</summary>
    Deposit,

    /// <summary>Points whose lots ended.</summary>
    Expiry,

    /// <summary>Points of a wrong award, taken back.</summary>
    Clawback,

    /// <summary>Points of a later award, for what a clawback could not take.</summary>
    Repayment,

    /// <summary>Money set aside for points that left a rider without a reward.</summary>
    Retirement,

    /// <summary>The opposite of an earlier transfer, which it names; once.</summary>
    Reversal,

    /// <summary>Money of a fund to an organisation, for a month's settlement.</summary>
    Payment,

    /// <summary>Money of a fund leased to its child, or given back, in two: to the clearing account and on.</summary>
    Allotment,
}

/// <summary>Holds are two-phase: reserved, then posted or voided, once, because both would carry the same id.</summary>
public enum TransferPhase
{
    Immediate,
    Reserve,
    Post,
    Void,
}
