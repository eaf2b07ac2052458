using System.Security.Cryptography;
using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Boards;

/// <summary>A leaderboard as of an instant: a pure function of what was posted, and said about being shown, till then.
/// </summary>
/// <param name="Ranked">In order; without riders who are not shown: the places close up.</param>
/// <param name="Hidden">Riders who have earned something and are not shown.</param>
public sealed record Board(
    IReadOnlyList<Ranked> Ranked, IReadOnlyDictionary<Guid, int> IndexOf, IReadOnlyDictionary<Guid, EarnedSum> Hidden)
{
    internal static Board Of(IReadOnlyCollection<EarnedSum> sums, IReadOnlySet<Guid> hidden)
    {
        var ranked = Ranking.Of(sums.Where(s => !hidden.Contains(s.RiderId)));
        return new Board(
            ranked, ranked.Select((r, i) => (r.RiderId, i)).ToDictionary(r => r.RiderId, r => r.i),
            sums.Where(s => hidden.Contains(s.RiderId)).ToDictionary(s => s.RiderId));
    }

    /// <summary>
    /// How a rider is called where others look: 12 hexadecimal digits of the SHA-256 of the id's 16 bytes. It is always
    /// the same and leads to nobody; that two of 100,000 riders share one has a chance of 1 in 50,000.
    /// </summary>
    public static string CodeOf(Guid rider)
    {
        Span<byte> bytes = stackalloc byte[16];
        rider.TryWriteBytes(bytes, bigEndian: true, out _);
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
    }
}
