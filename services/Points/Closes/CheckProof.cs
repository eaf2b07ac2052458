using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Points.Closes;

/// <summary>Checks a proof for whoever has one and no program at hand.</summary>
public static class CheckProof
{
    /// <summary>A tree of 2⁶³ leaves has a path no longer.</summary>
    private const int LongestPath = 63;

    private const int LongestLeaf = 1000;

    /// <param name="Holds">The leaf is in the published tree of that day.</param>
    /// <param name="Computed">The root that the leaf and its path lead to; null where no such tree can be.</param>
    /// <param name="Published">The day's root; null where the day is not closed.</param>
    public sealed record Answer(bool Holds, string? Computed, string? Published, string Text, string TextEn);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Proof request, PointsDb db, CancellationToken ct)
    {
        var path = request.Path?.Select(Bytes).ToList() ?? [null];
        var invalid = new Invalid()
            .When(string.IsNullOrEmpty(request.Leaf) || request.Leaf.Length > LongestLeaf, "leaf",
                "请填写分录行。", "The transfer's line.")
            .When(path.Count > LongestPath || path.Contains(null), "path",
                "路径为至多 63 个 64 位十六进制值。", "At most 63 hashes of 64 hexadecimal digits.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var computed = MerkleTree.RootOf(
            MerkleTree.Leaf(Encoding.UTF8.GetBytes(request.Leaf)), request.Index, request.Transfers, [.. path!]);
        var close = await db.Closes.AsNoTracking().SingleOrDefaultAsync(c => c.Day == request.Day, ct);
        var holds = close is not null && computed is not null && close.Transfers == request.Transfers
            && computed.AsSpan().SequenceEqual(close.Root);
        var (zh, en) = close is null ? ("该日尚未封账。", "That day is not closed.")
            : holds ? ("证明成立：该分录在当日公布的账本中，未被改动。", "It holds: the entry is in that day's published ledger, unchanged.")
            : ("证明不成立：与当日公布的根不符。", "It does not hold: it does not lead to that day's published root.");
        return TypedResults.Ok(new Answer(
            holds, computed is null ? null : Convert.ToHexStringLower(computed),
            close is null ? null : Convert.ToHexStringLower(close.Root), zh, en));
    }

    private static byte[]? Bytes(string? hash)
    {
        var bytes = new byte[32];
        return hash?.Length == 64
            && Convert.FromHexString(hash, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }
}
