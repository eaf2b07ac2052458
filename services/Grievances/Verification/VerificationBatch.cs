using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Verification;

/// <summary>
/// The checks whose moment has come, in one transaction: drawn, widened, released or dropped. What another replica has
/// taken is skipped; a draw stands once by its key.
/// </summary>
internal sealed class VerificationBatch(GrievancesDb db, RoutingSnapshot snapshot, DateTimeOffset now)
{
    public const int Size = 50;

    public Task<int> RunAsync(CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var due = await db.Database.SqlQuery<Guid>($"""
            select id as "Value" from verifications where due_at <= {now} order by due_at limit {Size}
            for update skip locked
            """).ToListAsync(ct);
        var tasks = await db.Set<VerificationRow>().Where(v => due.Contains(v.Id)).ToListAsync(ct);
        foreach (var task in tasks)
        {
            await MoveAsync(task, ct);
        }

        await db.SaveChangesAsync(ct);
        return due.Count;
    }, ct);

    private async Task MoveAsync(VerificationRow task, CancellationToken ct)
    {
        var row = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == task.CaseId, ct);
        if (row is not { Status: CaseStatus.Resolved } || row.Version != task.Resolution
            || snapshot.Categories.GetValueOrDefault(row.Category) is not { Public: true })
        {
            (task.State, task.ClaimedBy, task.DueAt) = (VerificationState.Cancelled, null, null);
            return;
        }

        if (task is { State: VerificationState.Claimed, ClaimedBy: { } idle })
        {
            await db.Set<VerificationInviteRow>()
                .Where(i => i.VerificationId == task.Id && i.RiderId == idle)
                .ExecuteUpdateAsync(s => s.SetProperty(i => i.ReleasedAt, now), ct);
            (task.State, task.ClaimedBy) = (VerificationState.Open, null);
        }

        if (task.State == VerificationState.Open)
        {
            task.Reach++;
        }

        await DrawAsync(task, row, ct);
    }

    /// <summary>Wider and wider until somebody can be asked.</summary>
    private async Task DrawAsync(VerificationRow task, CaseRow row, CancellationToken ct)
    {
        for (; task.Reach <= VerificationRules.MostReach; task.Reach++)
        {
            var pool = await Candidates.OfAsync(db, task, row, snapshot, now, ct);
            var seed = VerificationRules.SeedOf(task.CaseId, task.Resolution, task.Answers, task.Reach);
            var drawn = VerificationRules.Draw(seed, pool.Select(p => p.Rider));
            db.Add(new VerificationDrawRow
            {
                VerificationId = task.Id, Answers = task.Answers, Reach = task.Reach, Seed = seed, Pool = pool.Count,
                DrawnAt = now,
            });
            db.AddRange(drawn.Select(rider => new VerificationInviteRow
            {
                VerificationId = task.Id, RiderId = rider, InvitedAt = now,
                Reasons = pool.First(p => p.Rider == rider).Reasons,
            }));
            if (drawn.Count > 0)
            {
                break;
            }
        }

        // Whoever is invited stays so; beyond the city there is nobody else to ask.
        (task.State, task.DueAt) = (VerificationState.Open,
            task.Reach < VerificationRules.MostReach ? now + VerificationRules.WidenAfter : null);
        task.Reach = Math.Min(task.Reach, VerificationRules.MostReach);
    }
}
