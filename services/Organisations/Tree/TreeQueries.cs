using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.Tree;

internal static class TreeQueries
{
    private const long Lock = 0x5250_0002;

    /// <summary>
    /// Changes of the tree come one after the other, until the end of the transaction: "no cycle", "no children" and
    /// "the parent lives" look at several rows, and such changes are rare.
    /// </summary>
    public static Task LockTreeAsync(this OrganisationsDb db, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", ct);

    /// <summary>The organisation and everything above it, itself first; empty when it does not exist.</summary>
    public static async Task<List<Organisation>> ChainAsync(this OrganisationsDb db, Guid? id, CancellationToken ct)
    {
        var chain = new List<Organisation>();
        while (id is { } next && chain.Count <= Placement.MaxDepth)
        {
            var found = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == next, ct);
            if (found is null)
            {
                break;
            }

            chain.Add(found);
            id = found.ParentId;
        }

        return chain;
    }
}
