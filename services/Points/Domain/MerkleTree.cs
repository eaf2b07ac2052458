using System.Security.Cryptography;

namespace RiderPlatform.Points.Domain;

/// <summary>
/// The tree of RFC 6962 (section 2.1), over SHA-256: a leaf is hashed behind a byte 0, a node behind a byte 1, and the
/// left part of a tree is the largest power of two that leaves something for the right. Hashes are 32 bytes.
/// </summary>
public static class MerkleTree
{
    public static byte[] Leaf(ReadOnlySpan<byte> content) => SHA256.HashData([0, .. content]);

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        SHA256.HashData([1, .. left, .. right]);

    /// <summary>
    /// Of hashed leaves; of none, the hash of nothing. Of the roots of whole parts of 2ⁿ leaves (the last may be
    /// shorter) it is the root of all their leaves.
    /// </summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves) => leaves.Length switch
    {
        0 => SHA256.HashData([]),
        1 => leaves[0],
        _ => Node(Root(leaves[..Split(leaves.Length)]), Root(leaves[Split(leaves.Length)..])),
    };

    /// <summary>The neighbours on the way from a leaf to the root, the nearest first.</summary>
    public static IReadOnlyList<byte[]> Path(ReadOnlySpan<byte[]> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)leaves.Length);
        if (leaves.Length == 1)
        {
            return [];
        }

        var split = Split(leaves.Length);
        var (left, right) = (leaves[..split].ToArray(), leaves[split..].ToArray());
        return index < split ? [.. Path(left, index), Root(right)] : [.. Path(right, index - split), Root(left)];
    }

    /// <summary>
    /// The root that a path leads to, by RFC 9162, section 2.1.3.2; null where no tree of that size has such a path.
    /// </summary>
    public static byte[]? RootOf(byte[] leaf, long index, long size, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size)
        {
            return null;
        }

        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var other in path)
        {
            if (last == 0)
            {
                return null;
            }

            if (node % 2 == 1 || node == last)
            {
                hash = Node(other, hash);
                while (node % 2 == 0 && node != 0)
                {
                    (node, last) = (node / 2, last / 2);
                }
            }
            else
            {
                hash = Node(hash, other);
            }

            (node, last) = (node / 2, last / 2);
        }

        return last == 0 ? hash : null;
    }

    private static int Split(int size) => 1 << int.Log2(size - 1);
}
