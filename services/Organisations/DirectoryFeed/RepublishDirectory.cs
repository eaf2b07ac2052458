using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Rosters;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.DirectoryFeed;

/// <summary>
/// The full re-read for a new or lagging copy: every region list, organisation, duty, rider, handler and roster as a
/// fact again, with its current version. Who has that version already drops it.
/// </summary>
internal static class RepublishDirectory
{
    private const int Chunk = 2000;

    internal sealed record Answer(
        int RegionLists, int Organisations, int Duties, int Riders, int Accounts, int Rosters);

    public static async Task<Results<Accepted<Answer>, ProblemHttpResult>> HandleAsync(
        Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        if (!scope.Of(Roles.Administrator).Any(g => g.Region.Length == 0))
        {
            return Refusal.Forbidden.ToProblem();
        }

        var answer = await db.InTransactionAsync(async () =>
        {
            var parents = await db.RegionLists.Where(l => l.ParentCode.Length <= 6).Select(l => l.ParentCode).Order()
                .ToListAsync(ct);
            var lists = await RegionFacts.ReadAsync(db, parents, time.GetUtcNow(), ct);
            await OutboxCopy.WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), lists, ct);
            return new Answer(
                lists.Count,
                await CopyAsync(db, db.Organisations.OrderBy(o => o.Id), o =>
                    OutboxRow.Of(o.Fact(), o.Id.ToString(), o.Version), ct),
                await CopyAsync(db, db.Duties.OrderBy(d => d.Id), d =>
                    OutboxRow.Of(d.Fact(), d.Id.ToString(), d.Version), ct),
                await CopyAsync(db, db.Riders.Include(r => r.Posts).OrderBy(r => r.Id), r =>
                    OutboxRow.Of(r.Fact(), r.Id.ToString(), r.Version), ct),
                await CopyAsync(db, db.Handlers(), h =>
                    OutboxRow.Of(h.Fact(time.GetUtcNow()), h.Id.ToString(), h.Version), ct),
                await RosterChange.RepublishAsync(db, time.GetUtcNow(), ct));
        }, ct);
        return TypedResults.Accepted((string?)null, answer);
    }

    /// <summary>In chunks: a province's riders need not be in memory at once.</summary>
    private static async Task<int> CopyAsync<T>(
        OrganisationsDb db, IQueryable<T> ordered, Func<T, OutboxRow> fact, CancellationToken ct)
        where T : class
    {
        var count = 0;
        while (true)
        {
            var rows = await ordered.AsNoTracking().Skip(count).Take(Chunk).ToListAsync(ct);
            await OutboxCopy.WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), rows.Select(fact), ct);
            count += rows.Count;
            if (rows.Count < Chunk)
            {
                return count;
            }
        }
    }
}
