using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Boards;

/// <summary>
/// What was earned in a period, by kind or by region: what an award round is decided by. The rows behind each number
/// are <see cref="ListEarned"/> with the same question and <see cref="Figure.Key"/>.
/// </summary>
public static class ReadAwardFigures
{
    /// <summary>More kinds and regions than a city has.</summary>
    private const int MaxFigures = 1_000;

    /// <param name="Key">A rule, <c>rule/line</c>, a category or a region; empty for the total.</param>
    /// <param name="Awards">How many gave points.</param>
    /// <param name="Awarded">Points that they gave.</param>
    /// <param name="Clawbacks">How many awards, of whichever time, were taken back in the period.</param>
    /// <param name="TakenBack">Points of these.</param>
    /// <param name="Points">Awarded less taken back.</param>
    /// <param name="Riders">How many different ones.</param>
    public sealed record Figure(
        string Key, long Awards, long Awarded, long Clawbacks, long TakenBack, long Points, long Riders);

    /// <param name="To">Included; days in Asia/Shanghai, on which the ledger posted it.</param>
    /// <param name="AsOf">What the ledger posted later is not in it.</param>
    public sealed record Answer(
        string RegionCode, DateOnly From, DateOnly To, DateTimeOffset AsOf, EarnedBy By, Figure Total,
        IReadOnlyList<Figure> Figures);

    /// <param name="region">Where things were done: prefix within the caller's region.</param>
    /// <param name="from">The first of the month, unless said.</param>
    /// <param name="to">The day of the instant, unless said.</param>
    /// <param name="asOf">An instant that is settled; the last one, in steps of twenty seconds, unless said.</param>
    /// <param name="by">Rule, unless said.</param>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, DateOnly? from, DateOnly? to, DateTimeOffset? asOf, EarnedBy? by, Scope scope, PointsDb db,
        SettledLedger ledger, CancellationToken ct)
    {
        var (period, wrong) = await BoardPeriod.AskAsync(region, from, to, asOf, ledger, ct);
        if (period is null)
        {
            return wrong.ToProblem();
        }

        var (prefix, grouping) = (region ?? "", by ?? EarnedBy.Rule);
        var rows = Earned.Of(db, scope, prefix, period);
        var total = await FiguresAsync(rows.GroupBy(e => ""), ct);
        return TypedResults.Ok(new Answer(
            prefix, period.From, period.To, period.AsOf, grouping,
            total.SingleOrDefault() ?? new Figure("", 0, 0, 0, 0, 0, 0),
            [.. (await FiguresAsync(rows.GroupBy(Earned.KeyOf(grouping, prefix)), ct))
                .OrderByDescending(f => f.Points).ThenBy(f => f.Key, StringComparer.Ordinal)]));
    }

    private static Task<List<Figure>> FiguresAsync(
        IQueryable<IGrouping<string, Earned>> groups, CancellationToken ct) => groups.Select(g => new Figure(
            g.Key, g.Count(e => e.Kind == EarnedKind.Award),
            g.Sum(e => e.Kind == EarnedKind.Award ? e.Points : 0), g.Count(e => e.Kind == EarnedKind.Clawback),
            g.Sum(e => e.Kind == EarnedKind.Clawback ? -e.Points : 0), g.Sum(e => e.Points),
            g.Select(e => e.RiderId).Distinct().Count())).Take(MaxFigures).ToListAsync(ct);
}
