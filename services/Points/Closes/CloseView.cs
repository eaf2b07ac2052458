namespace RiderPlatform.Points.Closes;

/// <param name="Day">In China.</param>
/// <param name="Transfers">Leaves of the day's tree.</param>
/// <param name="Root">Of the tree, 64 hexadecimal digits, as all hashes here.</param>
/// <param name="Previous">The chain of the day before; zeros on the first day.</param>
/// <param name="Chain">SHA-256 over the 32 bytes of <paramref name="Previous"/>, the text
/// <c>yyyy-MM-dd|transfers|</c>, and the 32 bytes of <paramref name="Root"/>.</param>
public sealed record CloseView(
    DateOnly Day, long Transfers, string Root, string Previous, string Chain, DateTimeOffset ClosedAt)
{
    internal static CloseView Of(DayClose c) => new(
        c.Day, c.Transfers, Convert.ToHexStringLower(c.Root), Convert.ToHexStringLower(c.Previous),
        Convert.ToHexStringLower(c.Chain), c.ClosedAt);
}

/// <summary>
/// That a transfer is in a day's close, in a form that anyone can check without us: hash the leaf behind a byte 0, go
/// along the path (RFC 9162, section 2.1.3.2), and compare with the day's published root.
/// </summary>
/// <param name="Leaf">The transfer as one line: see <c>transfer_line</c> in <c>010_close.sql</c>.</param>
/// <param name="Index">Of the leaf in the day's tree, from 0.</param>
/// <param name="Transfers">Leaves of the tree.</param>
/// <param name="Path">Hashes of the neighbours, the nearest first.</param>
public sealed record Proof(
    DateOnly Day, string Leaf, long Index, long Transfers, IReadOnlyList<string> Path, string Root);
