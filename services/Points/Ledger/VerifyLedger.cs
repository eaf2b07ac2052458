using System.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Closes;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Ledger;

/// <summary>
/// Proves the books from their entries, in one snapshot: reads every transfer, so it is for operations and for the
/// night, not for a dashboard.
/// </summary>
public static class VerifyLedger
{
    /// <param name="Holds">True when every list of faults is empty and every sum is zero.</param>
    /// <param name="Units">Sum of all balances by unit: zero, because every transfer takes what it gives.</param>
    /// <param name="Unequal">Accounts whose totals are not the sum of their transfers (at most 20).</param>
    /// <param name="Overdrawn">Bounded accounts below zero, which the constraint forbids (at most 20).</param>
    /// <param name="Unbacked">Funds whose committed money is not their outstanding points at their rate (at most
    /// 20).</param>
    /// <param name="Undecided">Award transfers without their decision, or decisions without their transfer (at most
    /// 20).</param>
    /// <param name="Miscounted">Days whose open figures are not what was posted on them (at most 20).</param>
    public sealed record Response(
        bool Holds, IReadOnlyList<UnitSum> Units, long Accounts, long Transfers, IReadOnlyList<long> Unequal,
        IReadOnlyList<long> Overdrawn, IReadOnlyList<Guid> Unbacked, IReadOnlyList<Guid> Undecided,
        IReadOnlyList<DateOnly> Miscounted)
    {
        /// <summary>Riders' accounts whose balance is not what their lots have left (at most 20).</summary>
        public IReadOnlyList<long> Unlotted { get; init; } = [];

        /// <summary>Lots that are not their award, or not used by the sum of their uses (at most 20).</summary>
        public IReadOnlyList<Guid> Misused { get; init; } = [];

        /// <summary>Transfers that took points and name lots for another sum (at most 20).</summary>
        public IReadOnlyList<Guid> Unsourced { get; init; } = [];

        /// <summary>Reversals that are not the exact opposite of their original, once (at most 20).</summary>
        public IReadOnlyList<Guid> Misreversed { get; init; } = [];

        /// <summary>Clawbacks and debts that do not add up (at most 20).</summary>
        public IReadOnlyList<Guid> Misowed { get; init; } = [];

        /// <summary>Months' settlements that are not what was handed over, or not what was paid (at most 20).</summary>
        public IReadOnlyList<Guid> Missettled { get; init; } = [];

        /// <summary>Funds whose leases do not add up.</summary>
        public IReadOnlyList<Guid> Misallotted { get; init; } = [];

        /// <summary>Transfers of closed days that were changed, removed or slipped in since (at most 20).</summary>
        public IReadOnlyList<Guid> Unsealed { get; init; } = [];

        /// <summary>Days whose root or chain is not what their transfers make (at most 20).</summary>
        public IReadOnlyList<DateOnly> Misclosed { get; init; } = [];
    }

    public sealed record UnitSum(string Unit, long Sum, long SumPending);

    public static async Task<Ok<Response>> HandleAsync(PointsDb db, CancellationToken ct)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(2));
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        // A million sums and joins stay in memory.
        await db.Database.ExecuteSqlAsync($"set local work_mem = '256MB'", ct);
        var units = await db.Database.SqlQueryRaw<UnitSum>(VerificationSql.Units).ToListAsync(ct);
        var counts = (await db.Database.SqlQueryRaw<Counts>(VerificationSql.Counts).ToListAsync(ct))[0];
        var unequal = await db.Database.SqlQueryRaw<long>(VerificationSql.Unequal).ToListAsync(ct);
        var overdrawn = await db.Database.SqlQueryRaw<long>(VerificationSql.Overdrawn).ToListAsync(ct);
        var unbacked = await db.Database.SqlQueryRaw<Guid>(VerificationSql.Unbacked).ToListAsync(ct);
        var undecided = await db.Database.SqlQueryRaw<Guid>(VerificationSql.Undecided).ToListAsync(ct);
        var miscounted = await db.Database.SqlQueryRaw<DateOnly>(VerificationSql.Miscounted).ToListAsync(ct);
        var unlotted = await db.Database.SqlQueryRaw<long>(VerificationSql.Unlotted).ToListAsync(ct);
        var misused = await db.Database.SqlQueryRaw<Guid>(VerificationSql.Misused).ToListAsync(ct);
        var unsourced = await db.Database.SqlQueryRaw<Guid>(VerificationSql.Unsourced).ToListAsync(ct);
        var misreversed = await db.Database.SqlQueryRaw<Guid>(VerificationSql.Misreversed).ToListAsync(ct);
        var misowed = await db.Database.SqlQueryRaw<Guid>(VerificationSql.Misowed).ToListAsync(ct);
        var missettled = await db.Database.SqlQueryRaw<Guid>(VerificationSql.Missettled).ToListAsync(ct);
        var misallotted = await db.Database.SqlQueryRaw<Guid>(VerificationSql.Misallotted).ToListAsync(ct);
        var unsealed = await db.Database.SqlQueryRaw<Guid>(VerificationSql.Unsealed).ToListAsync(ct);
        var misclosed = await VerifyCloses.FindAsync(db, ct);
        var holds = units.All(u => u is { Sum: 0, SumPending: 0 })
            && unequal.Count + overdrawn.Count + unbacked.Count + undecided.Count + miscounted.Count == 0
            && unlotted.Count + misused.Count + unsourced.Count + misreversed.Count + misowed.Count == 0
            && unsealed.Count + misclosed.Count + missettled.Count + misallotted.Count == 0;
        return TypedResults.Ok(new Response(
            holds, units, counts.Accounts, counts.Transfers, unequal, overdrawn, unbacked, undecided, miscounted)
        {
            Unlotted = unlotted,
            Misused = misused,
            Unsourced = unsourced,
            Misreversed = misreversed,
            Misowed = misowed,
            Missettled = missettled,
            Misallotted = misallotted,
            Unsealed = unsealed,
            Misclosed = misclosed,
        });
    }

    private sealed record Counts(long Accounts, long Transfers);
}
