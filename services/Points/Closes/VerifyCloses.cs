using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Closes;

/// <summary>Makes every part, root and link of the chain anew from the leaves that were kept.</summary>
internal static class VerifyCloses
{
    private const int Most = 20;

    /// <summary>Days that do not come out, the first of them; a day that is missing breaks the next one.</summary>
    public static async Task<IReadOnlyList<DateOnly>> FindAsync(PointsDb db, CancellationToken ct)
    {
        var (wrong, before) = (new List<DateOnly>(), default(DayClose));
        foreach (var close in await db.Closes.AsNoTracking().OrderBy(c => c.Day).ToListAsync(ct))
        {
            var (roots, leaves, sound) = (new List<byte[]>(), 0L, true);
            await foreach (var part in db.CloseChunks.AsNoTracking().Where(c => c.Day == close.Day)
                .OrderBy(c => c.Number).AsAsyncEnumerable().WithCancellation(ct))
            {
                sound &= part.Number == roots.Count && part.Ids.Length == part.Leaves.Length
                    && Same(MerkleTree.Root(part.Leaves), part.Root);
                roots.Add(part.Root);
                leaves += part.Leaves.Length;
            }

            sound &= leaves == close.Transfers && Same(MerkleTree.Root([.. roots]), close.Root)
                && Same(close.Chain, DayClose.ChainOf(close.Previous, close.Day, close.Transfers, close.Root))
                && Same(close.Previous, before?.Chain ?? new byte[32])
                && (before is null || before.Day.AddDays(1) == close.Day);
            if (!sound)
            {
                wrong.Add(close.Day);
            }

            before = close;
        }

        return [.. wrong.Take(Most)];
    }

    private static bool Same(byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b);
}
