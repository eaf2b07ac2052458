namespace RiderPlatform.Points.Ledger;

/// <summary>
/// One side of the double entry: running totals of what went in and out, kept in the transaction of each transfer and
/// provable as the sum of the account's transfers. Pending totals are holds that are not yet posted or voided.
/// </summary>
public sealed class Account
{
    public long Id { get; init; }

    public required AccountKind Kind { get; init; }

    /// <summary>Rider, organisation, or the fund itself.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>Whose points or money it is: a point keeps the fund that backs it wherever it goes.</summary>
    public required Guid FundId { get; init; }

    public required Unit Unit { get; init; }

    public long Debits { get; init; }

    public long Credits { get; init; }

    public long DebitsPending { get; init; }

    public long CreditsPending { get; init; }

    /// <summary>
    /// True where the balance, less what is held, may never be below zero; a check constraint stands behind it.
    /// </summary>
    public required bool Bounded { get; init; }
}

/// <summary>
/// What an account stands for. Issue and Treasury are the two outer sides, and the only ones below zero.
/// </summary>
public enum AccountKind
{
    /// <summary>Points that a rider holds.</summary>
    Rider,

    /// <summary>Points that a fund has issued (negative).</summary>
    Issue,

    /// <summary>Points that were spent and are no longer owed to anyone.</summary>
    Redeemed,

    /// <summary>Money that came from outside into a fund (negative).</summary>
    Treasury,

    /// <summary>A fund's money that backs no point yet.</summary>
    Available,

    /// <summary>A fund's money that backs points in riders' hands.</summary>
    Committed,

    /// <summary>What a fund owes to an organisation for rewards handed over.</summary>
    Organisation,

    /// <summary>What a fund has paid to organisations.</summary>
    Paid,

    /// <summary>What goes from a fund to its child passes through here; holds nothing between two groups.</summary>
    Allotment,
}

public enum Unit
{
    Points,
    Fen,
}
