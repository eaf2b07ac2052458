using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RiderPlatform.Points.Closes;

/// <summary>
/// A day of the ledger, sealed: the root of the Merkle tree over its transfers, chained to the day before. Whoever
/// notes one chain value has the whole history up to it. Rows are never changed.
/// </summary>
public sealed class DayClose
{
    /// <summary>In China. Every day has one, also one without transfers.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>
    /// Leaves of the tree, in the order of their ids: transfers of the day, and such of earlier days as were committed
    /// after their own day had been closed. The first close takes in all that was before it.
    /// </summary>
    public required long Transfers { get; init; }

    public required byte[] Root { get; init; }

    /// <summary>The chain of the day before; 32 zeros on the first.</summary>
    public required byte[] Previous { get; init; }

    public required byte[] Chain { get; init; }

    /// <summary>Transfers of transactions below this number were seen.</summary>
    public required long UntilTx { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>
    /// SHA-256 over the previous chain's 32 bytes and the text <c>yyyy-MM-dd|transfers|</c> and the root's 32 bytes.
    /// </summary>
    public static byte[] ChainOf(byte[] previous, DateOnly day, long transfers, byte[] root)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}|{transfers}|");
        return SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(text), .. root]);
    }
}

/// <summary>Up to 1,024 neighbouring leaves of a day's tree, a whole part of it; the last may be shorter.</summary>
public sealed class CloseChunk
{
    public const int Size = 1024;

    public required DateOnly Day { get; init; }

    /// <summary>From 0.</summary>
    public required int Number { get; init; }

    public required Guid FirstId { get; init; }

    public required Guid LastId { get; init; }

    public required Guid[] Ids { get; init; }

    /// <summary>Hashed leaves in the order of the ids: see <c>transfer_leaf</c> in <c>010_close.sql</c>.</summary>
    public required byte[][] Leaves { get; init; }

    /// <summary>The root of these leaves.</summary>
    public required byte[] Root { get; init; }
}
