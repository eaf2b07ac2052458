using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Closes;

/// <summary>Proves to a rider that an entry of the own statement is in the ledger as it was published.</summary>
public static class ProveEntry
{
    private static readonly Refusal NotClosed = new(409, "NotClosedYet",
        "该日尚未封账，次日零点后可取得证明。", "This day is not closed yet. The proof is there after midnight.");

    private static readonly Refusal NothingMoved = new(409, "NothingMoved",
        "这一条没有积分变动，无需证明。", "This entry moved no points: there is nothing to prove.");

    /// <summary>One for each transfer of the entry: a voucher that several funds back has several.</summary>
    public sealed record Answer(IReadOnlyList<Proof> Proofs);

    /// <param name="id">Of the entry.</param>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, PointsDb db, CancellationToken ct)
    {
        if (scope.RiderId is not { } rider)
        {
            return Refusal.Forbidden.ToProblem();
        }

        var ids = await TransfersAsync(db, rider, id, ct);
        if (ids is null or [])
        {
            return (ids is null ? Refusal.NotFound : NothingMoved).ToProblem();
        }

        var proofs = new List<Proof>();
        foreach (var transfer in ids)
        {
            if (await ProofAsync(db, transfer, ct) is not { } proof)
            {
                return NotClosed.ToProblem();
            }

            proofs.Add(proof);
        }

        return TypedResults.Ok(new Answer(proofs));
    }

    /// <summary>Null where the rider has no such entry, empty where nothing was given.</summary>
    private static async Task<List<Guid>?> TransfersAsync(PointsDb db, Guid rider, Guid id, CancellationToken ct)
    {
        var award = await db.Decisions.AsNoTracking()
            .SingleOrDefaultAsync(d => d.RiderId == rider && d.TransferId == id, ct);
        if (award is not null)
        {
            return award.Points > 0 ? [id] : [];
        }

        var one = await db.Transfers.AsNoTracking().SingleOrDefaultAsync(t => t.RiderId == rider && t.Id == id, ct);
        return one is null ? null : await db.Transfers.AsNoTracking()
            .Where(t => t.RiderId == rider && t.At == one.At && t.Reference == one.Reference && t.Kind == one.Kind
                && t.Phase == one.Phase).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(ct);
    }

    private static async Task<Proof?> ProofAsync(PointsDb db, Guid id, CancellationToken ct)
    {
        var chunk = await db.CloseChunks.AsNoTracking()
            .Where(c => c.FirstId <= id && c.LastId >= id && c.Ids.Contains(id)).SingleOrDefaultAsync(ct);
        if (chunk is null)
        {
            return null;
        }

        var close = await db.Closes.AsNoTracking().SingleAsync(c => c.Day == chunk.Day, ct);
        var roots = await db.CloseChunks.AsNoTracking().Where(c => c.Day == chunk.Day).OrderBy(c => c.Number)
            .Select(c => c.Root).ToArrayAsync(ct);
        var line = await db.Database.SqlQuery<string>(
            $"select transfer_line(t) as \"Value\" from transfer t where t.id = {id}").ToListAsync(ct);
        var place = Array.IndexOf(chunk.Ids, id);
        IEnumerable<byte[]> path =
            [.. MerkleTree.Path(chunk.Leaves, place), .. MerkleTree.Path(roots, chunk.Number)];
        return new Proof(
            close.Day, line[0], ((long)chunk.Number * CloseChunk.Size) + place, close.Transfers,
            [.. path.Select(Convert.ToHexStringLower)], Convert.ToHexStringLower(close.Root));
    }
}
