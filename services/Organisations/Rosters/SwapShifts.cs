using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Rosters;

/// <summary>
/// 换班: one person asks, the other agrees or declines. Agreed, both shifts change hands in one transaction, if they are
/// still those that were seen when it was asked.
/// </summary>
internal static class SwapShifts
{
    /// <param name="ShiftId">The caller's own.</param>
    /// <param name="OtherShiftId">The one that they would take instead.</param>
    /// <param name="OtherId">Whose it is.</param>
    internal sealed record Request(Guid ShiftId, Guid OtherShiftId, Guid OtherId);

    internal sealed record View(
        Guid Id, SwapState State, Guid AskedBy, string AskedByName, RosterView.ShiftView? Shift, Guid OtherId,
        string OtherName, RosterView.ShiftView? OtherShift, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt);

    private static readonly Refusal NotYours = new(
        409, "NotYourShift", "只能换自己的班，对方也须在所选班次中。", "Swap a shift of your own for one of theirs.");

    private static readonly Refusal Answered = new(
        409, "SwapAnswered", "该换班申请已答复。", "This swap has been answered already.");

    public static async Task<Results<Ok<View>, ProblemHttpResult>> AskAsync(
        Guid id, Request request, Scope scope, OrganisationsDb db, TimeProvider time, CancellationToken ct)
    {
        if (await KeepRosters.FindAsync(db, scope, id, ct) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var (mine, other) = (await ShiftAsync(db, id, request.ShiftId, ct),
            await ShiftAsync(db, id, request.OtherShiftId, ct));
        if (mine is null || other is null || mine.Id == other.Id || request.OtherId == scope.Subject
            || !mine.People.Contains(scope.Subject) || !other.People.Contains(request.OtherId))
        {
            return NotYours.ToProblem();
        }

        var swap = new ShiftSwap
        {
            Id = Guid.CreateVersion7(), RosterId = id, ShiftId = mine.Id, ShiftVersion = mine.Version,
            AskedBy = scope.Subject, OtherShiftId = other.Id, OtherShiftVersion = other.Version,
            OtherId = request.OtherId, AskedAt = time.GetUtcNow(),
        };
        db.Add(swap);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok((await ViewsAsync(db, id, [swap], ct))[0]);
    }

    public static Func<Guid, Guid, Scope, OrganisationsDb, TimeProvider, CancellationToken,
        Task<Results<Ok<View>, ProblemHttpResult>>> By(SwapState answer) =>
        (id, swapId, scope, db, time, ct) => AnswerAsync((id, swapId), answer, scope, db, time.GetUtcNow(), ct);

    /// <summary>Those of the last weeks, the newest first.</summary>
    public static async Task<Results<Ok<IReadOnlyList<View>>, ProblemHttpResult>> ListAsync(
        Guid id, Scope scope, OrganisationsDb db, CancellationToken ct)
    {
        if (await KeepRosters.FindAsync(db, scope, id, ct) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var swaps = await db.Set<ShiftSwap>().AsNoTracking().Where(s => s.RosterId == id)
            .OrderByDescending(s => s.AskedAt).Take(50).ToListAsync(ct);
        return TypedResults.Ok(await ViewsAsync(db, id, swaps, ct));
    }

    private static async Task<Results<Ok<View>, ProblemHttpResult>> AnswerAsync(
        (Guid Roster, Guid Swap) ids, SwapState answer, Scope scope, OrganisationsDb db, DateTimeOffset now,
        CancellationToken ct)
    {
        var refused = await RosterChange.OnAsync(db, ids.Roster, scope, RosterAccess.Readers, now, async _ =>
        {
            var swap = await db.Set<ShiftSwap>()
                .SingleOrDefaultAsync(s => s.Id == ids.Swap && s.RosterId == ids.Roster, ct);
            if (swap is null || swap.OtherId != scope.Subject)
            {
                return Refusal.NotFound;
            }

            if (swap.State != SwapState.Asked)
            {
                return swap.State == answer ? null : Answered;
            }

            (swap.State, swap.AnsweredAt) = (answer, now);
            return answer == SwapState.Agreed ? await ExchangeAsync(db, swap, ct) : null;
        }, ct);
        if (refused is not null)
        {
            return refused.ToProblem();
        }

        var done = await db.Set<ShiftSwap>().AsNoTracking().SingleAsync(s => s.Id == ids.Swap, ct);
        return TypedResults.Ok((await ViewsAsync(db, ids.Roster, [done], ct))[0]);
    }

    /// <summary>Each takes the other's place in the calling order.</summary>
    private static async Task<Refusal?> ExchangeAsync(OrganisationsDb db, ShiftSwap swap, CancellationToken ct)
    {
        var (a, b) = (await ShiftAsync(db, swap.RosterId, swap.ShiftId, ct),
            await ShiftAsync(db, swap.RosterId, swap.OtherShiftId, ct));
        if (a is null || b is null || a.Version != swap.ShiftVersion || b.Version != swap.OtherShiftVersion)
        {
            return RosterView.Changed;
        }

        if (a.People.Contains(swap.OtherId) || b.People.Contains(swap.AskedBy)
            || await RosterChange.CollidesAsync(db, [swap.OtherId], new(a.StartsAt, a.EndsAt), [a.Id, b.Id], ct)
            || await RosterChange.CollidesAsync(db, [swap.AskedBy], new(b.StartsAt, b.EndsAt), [a.Id, b.Id], ct))
        {
            return RosterChange.Overlap;
        }

        (a.People, b.People) = ([.. a.People.Select(p => p == swap.AskedBy ? swap.OtherId : p)],
            [.. b.People.Select(p => p == swap.OtherId ? swap.AskedBy : p)]);
        (a.Version, b.Version) = (a.Version + 1, b.Version + 1);
        return null;
    }

    private static Task<Shift?> ShiftAsync(OrganisationsDb db, Guid roster, Guid id, CancellationToken ct) =>
        db.Set<Shift>().SingleOrDefaultAsync(s => s.Id == id && s.RosterId == roster, ct);

    private static async Task<IReadOnlyList<View>> ViewsAsync(
        OrganisationsDb db, Guid roster, IReadOnlyList<ShiftSwap> swaps, CancellationToken ct)
    {
        var names = await RosterView.NamesAsync(db, roster, ct);
        var ids = swaps.SelectMany(s => new[] { s.ShiftId, s.OtherShiftId }).ToHashSet();
        var shifts = await db.Set<Shift>().AsNoTracking().Where(s => ids.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, ct);
        return [.. swaps.Select(s => new View(
            s.Id, s.State, s.AskedBy, names.GetValueOrDefault(s.AskedBy, ""), Of(s.ShiftId), s.OtherId,
            names.GetValueOrDefault(s.OtherId, ""), Of(s.OtherShiftId), s.AskedAt, s.AnsweredAt))];

        RosterView.ShiftView? Of(Guid id) =>
            shifts.TryGetValue(id, out var shift) ? RosterView.Of(shift, names) : null;
    }
}
