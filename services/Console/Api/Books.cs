namespace RiderPlatform.Console.Api;

/// <summary>Answers of Points about its ledger.</summary>
public static class Books
{
    /// <param name="Frozen">Redemptions pause.</param>
    /// <param name="RoundAt">When every account had been looked at; null: not yet.</param>
    public sealed record Audit(
        bool Frozen, long Transfers, DateTimeOffset? CheckedAt, DateTimeOffset? RoundAt, Listed<Violation> Violations);

    public sealed record Violation(
        Guid Id, string Kind, string Subject, string Detail, DateTimeOffset FoundAt, DateTimeOffset? LiftedAt,
        string? LiftReason);

    /// <summary>The whole ledger added up; how many faults of each kind are listed, twenty at most.</summary>
    public sealed record Proof(
        bool Holds, long Accounts, long Transfers, IReadOnlyList<UnitSum> Units, IReadOnlyList<long> Unequal,
        IReadOnlyList<long> Overdrawn, IReadOnlyList<Guid> Unbacked, IReadOnlyList<Guid> Undecided,
        IReadOnlyList<DateOnly> Miscounted, IReadOnlyList<long> Unlotted, IReadOnlyList<Guid> Misused,
        IReadOnlyList<Guid> Unsourced, IReadOnlyList<Guid> Misreversed, IReadOnlyList<Guid> Misowed,
        IReadOnlyList<Guid> Unsealed, IReadOnlyList<DateOnly> Misclosed, IReadOnlyList<Guid> Missettled,
        IReadOnlyList<Guid> Misallotted)
    {
        /// <summary>The rows of each invariant that does not hold.</summary>
        public IEnumerable<(string Kind, string Rows)> Faults => new (string Kind, IEnumerable<object> Rows)[]
        {
            ("Unbalanced", Units.Where(u => u.Sum != 0 || u.SumPending != 0).Select(u => u.Unit)),
            ("Unequal", Unequal.Cast<object>()), ("Overdrawn", Overdrawn.Cast<object>()),
            ("Unbacked", Unbacked.Cast<object>()), ("Undecided", Undecided.Cast<object>()),
            ("Miscounted", Miscounted.Cast<object>()), ("Unlotted", Unlotted.Cast<object>()),
            ("Misused", Misused.Cast<object>()), ("Unsourced", Unsourced.Cast<object>()),
            ("Misreversed", Misreversed.Cast<object>()), ("Misowed", Misowed.Cast<object>()),
            ("Unsealed", Unsealed.Cast<object>()), ("Misclosed", Misclosed.Cast<object>()),
            ("Missettled", Missettled.Cast<object>()),
            ("Misallotted", Misallotted.Cast<object>()),
        }.Where(f => f.Rows.Any()).Select(f => (f.Kind, string.Join(", ", f.Rows)));
    }

    public sealed record UnitSum(string Unit, long Sum, long SumPending);
}
