namespace RiderPlatform.Points.Audit;

/// <summary>How far the auditor has come; one row.</summary>
public sealed class AuditState
{
    public required int Id { get; init; }

    /// <summary>Transfers of all transactions below this number are in the totals.</summary>
    public required long Position { get; init; }

    /// <summary>The last account of the last slice; 0: from the start.</summary>
    public required long Cursor { get; init; }

    /// <summary>Transfers looked at so far.</summary>
    public required long Transfers { get; init; }

    /// <summary>When the last account had been looked at since the first.</summary>
    public DateTimeOffset? RoundAt { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>The last part of a closed day that was looked at; null: from the first.</summary>
    public DateOnly? CloseDay { get; init; }

    public int? CloseNumber { get; init; }
}

/// <summary>An account's totals as the auditor adds them up from transfers.</summary>
public sealed class AuditAccount
{
    public required long AccountId { get; init; }

    public required long Debits { get; init; }

    public required long Credits { get; init; }

    public required long DebitsPending { get; init; }

    public required long CreditsPending { get; init; }
}

/// <summary>
/// Something in the books that must not be. While one is not lifted nobody redeems; awards go on. One that was lifted
/// stays known: the same thing, unchanged, does not freeze again.
/// </summary>
public sealed class LedgerViolation
{
    public required Guid Id { get; init; }

    /// <summary>Which invariant, such as <c>Unequal</c>: see <c>VerifyLedger</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The row: an account's number, a transfer's, lot's or fund's id.</summary>
    public required string Subject { get; init; }

    /// <summary>What is there and what should be.</summary>
    public required string Detail { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public DateTimeOffset? LiftedAt { get; set; }

    public Guid? LiftedBy { get; set; }

    public string? LiftReason { get; set; }
}
