namespace RiderPlatform.Points.Debts;

/// <summary>
/// Points of a wrong award that were spent before they could be taken back; a share of each later award repays them.
/// </summary>
public sealed class Debt
{
    /// <summary>The clawback that left it.</summary>
    public required Guid Id { get; init; }

    public required Guid RiderId { get; init; }

    public required Guid AwardId { get; init; }

    public required long Points { get; init; }

    public long Repaid { get; set; }

    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>What a later award repaid; its key lets each award pay once, also where nothing was left of it.</summary>
public sealed class DebtRepayment
{
    public required Guid AwardId { get; init; }

    public required Guid DebtId { get; init; }

    public required long Points { get; init; }

    public required DateTimeOffset At { get; init; }
}
