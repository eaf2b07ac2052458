using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Points.Data;

namespace RiderPlatform.Points.Ledger;

/// <summary>A transfer to post; see <see cref="Transfer"/> for the meaning of each part.</summary>
public sealed record Movement(
    Guid Id, TransferKind Kind, TransferPhase Phase, long Debit, long Credit, long Amount, Guid Reference, Guid? Rider,
        Guid? Fund);

/// <summary>
/// Posts single business steps through the database's one function for it; batches of awards have their own.
/// </summary>
public static class Posting
{
    /// <summary>SqlState of <c>post_transfers</c>: the id is taken by a transfer with other content.</summary>
    public const string OtherContent = "RP001";

    private const string Sql = """
        select post_transfers({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}) as "Value"
        """;

    /// <summary>
    /// Posts in the current transaction and returns how many were new: a movement whose id and content are known is
    /// "already" and moves nothing. The rider's row must be locked, and stock taken, before.
    /// </summary>
    public static async Task<int> PostAsync(
        this PointsDb db, IReadOnlyList<Movement> movements, DateTimeOffset at, CancellationToken ct)
    {
        var posted = await db.Database.SqlQueryRaw<int>(Sql,
            Of(m => m.Id), Of(m => m.Kind.ToString()), Of(m => m.Phase.ToString()), Of(m => m.Debit), Of(m => m.Credit),
            Of(m => m.Amount), Of(m => m.Reference), Of(m => m.Rider), Of(m => m.Fund), at).ToListAsync(ct);
        return posted[0];

        T[] Of<T>(Func<Movement, T> part) => [.. movements.Select(part)];
    }

    /// <summary>
    /// The id of what ends a hold: one id whether it is posted or voided, so that the primary key lets it end once.
    /// It keeps the hold's time, and with it the partition.
    /// </summary>
    public static Guid EndOf(Guid hold)
    {
        Span<byte> bytes = stackalloc byte[16];
        hold.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[15] ^= 1;
        return new Guid(bytes, bigEndian: true);
    }

    public static bool IsOtherContent(Exception e) =>
        e.GetBaseException() is PostgresException { SqlState: OtherContent };

    /// <summary>The account's id; the account is opened when it is absent.</summary>
    public static async Task<long> AccountOfAsync(
        this PointsDb db, AccountKind kind, Guid owner, Guid fund, CancellationToken ct)
    {
        var unit = kind is AccountKind.Rider or AccountKind.Issue or AccountKind.Redeemed ? Unit.Points : Unit.Fen;
        var bounded = kind is not (AccountKind.Issue or AccountKind.Treasury);
        var ids = await db.Database.SqlQuery<long>(
            $"select account_of({kind.ToString()}, {owner}, {fund}, {unit.ToString()}, {bounded}) as \"Value\"")
                .ToListAsync(ct);
        return ids[0];
    }
}
