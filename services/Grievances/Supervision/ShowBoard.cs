using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Supervision;

/// <summary>The supervisor's board: how many open cases of each unit stand at which level, and orders.</summary>
public static class ShowBoard
{
    /// <summary>Counted once each, at the highest level that one of its running clocks has reached.</summary>
    /// <param name="Unit">Null: cases that no unit has.</param>
    public sealed record Row(
        TakeStep.UnitRef? Unit, int Warned, int Yellow, int Red, int Ordered, int OrdersOpen, int OrdersLate,
        int OrdersAnswered);

    public sealed record Answer(DateTimeOffset At, IReadOnlyList<Row> Units);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var now = time.Now();
        var visible = db.Cases.AsNoTracking().VisibleTo(scope);
        var levels = await db.Set<CaseNoticeRow>()
            .Join(visible.Where(c => c.Open), n => n.CaseId, c => c.Id, (n, c) => new { n, c })
            .Where(x => x.n.Clock == ClockKind.Rider
                || (x.c.UnitDoneAt == null && x.c.UnitSince == x.n.StartedAt && x.c.UnitId == x.n.UnitId))
            .GroupBy(x => new { x.c.Id, x.c.UnitId })
            .Select(g => new { g.Key.UnitId, Level = g.Max(x => x.n.Level) })
            .GroupBy(x => new { x.UnitId, x.Level })
            .Select(g => new { g.Key.UnitId, g.Key.Level, Count = g.Count() }).ToListAsync(ct);
        var orders = await db.Set<SuperviseOrderRow>().Where(o => o.LiftedAt == null)
            .Join(visible, o => o.CaseId, c => c.Id, (o, c) => o)
            .GroupBy(o => o.UnitId)
            .Select(g => new
            {
                UnitId = g.Key, Open = g.Count(o => o.AnsweredAt == null),
                    Answered = g.Count(o => o.AnsweredAt != null),
                Late = g.Count(o => o.AnsweredAt == null && o.AnswerDueAt < now),
            }).ToListAsync(ct);
        var units = levels.Select(l => l.UnitId).Union(orders.Select(o => o.UnitId));
        return TypedResults.Ok(new Answer(now, [.. units
            .Select(unit =>
            {
                int At(ClockLevel level) => levels.Where(l => l.UnitId == unit && l.Level == level).Sum(l => l.Count);
                var of = orders.Find(o => o.UnitId == unit);
                return new Row(
                    OrderView.Ref(unit, snapshot), At(ClockLevel.Warn), At(ClockLevel.Yellow), At(ClockLevel.Red),
                    At(ClockLevel.Order), of?.Open ?? 0, of?.Late ?? 0, of?.Answered ?? 0);
            })
            .OrderByDescending(r => r.OrdersOpen).ThenByDescending(r => r.Ordered).ThenByDescending(r => r.Red)
            .ThenByDescending(r => r.Yellow).ThenBy(r => r.Unit?.Name, StringComparer.Ordinal)]));
    }
}
