using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Statistics;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>What became of the appeals of a period, in all and by platform, reason and warning.</summary>
public static class GetAppealStatistics
{
    private const int DefaultDays = 30;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>
    /// Every count with the query string of <c>GET /api/v1/appeals</c> that lists just these. Filed = decided + silent
    /// + open + ended otherwise; decided = revoked + partly revoked + kept.
    /// </summary>
    /// <param name="RefundedFen">Money given back, by the appeals of <paramref name="Refunded"/>.</param>
    /// <param name="MedianMinutes">From filing to the platform's decision; null where it decided none.</param>
    public sealed record Figures(
        Counted Filed, Counted Decided, Counted PenaltyRevoked, Counted PenaltyPartlyRevoked, Counted PenaltyKept,
        Counted AppealUpheldBySilence, Counted Open, Counted EndedOtherwise, Counted GreenChannel, Counted Refunded,
        long RefundedFen, long? MedianMinutes);

    /// <param name="Key">Id of the platform, code of the reason, id of the warning or <c>none</c>.</param>
    public sealed record Row(string Key, Wording? Name, Figures Figures);

    public sealed record Answer(
        string Region, DateTimeOffset From, DateTimeOffset To, Figures Total, IReadOnlyList<Row> ByPlatform,
        IReadOnlyList<Row> ByReason, IReadOnlyList<Row> ByWarning);

    private sealed record Fact(
        Guid Platform, string Category, Guid? Warning, PenaltyKind Kind, AppealOutcome? Outcome, bool Open,
        bool ByPlatform, long? Returned, DateTimeOffset FiledAt, DateTimeOffset? DecidedAt);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string? region, string? from, string? to, Scope scope, GrievancesDb db, DirectoryCopy directory,
        TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var (read, now) = (new QueryReader(), time.Now());
        var until = read.Moment(to, "to") ?? now.AddTicks(TimeSpan.TicksPerMicrosecond);
        var since = read.Moment(from, "from") ?? ChinaTime.StartOf(ChinaTime.DayOf(until).AddDays(1 - DefaultDays));
        var place = read.Region(region, "region") ?? "";
        read.Invalid.When(until <= since || until - since > Longest, "from",
            "时间段须为正，且不超过 366 天。", "From before to, and at most 366 days.");
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var facts = await db.AppealsFor(scope)
            .Where(l => l.Appeal.RegionCode.StartsWith(place) && l.Appeal.FiledAt >= since && l.Appeal.FiledAt < until)
            .Select(l => new Fact(
                l.Appeal.PlatformId, l.Case.Category, l.Appeal.WarningId, l.Appeal.PenaltyKind, l.Appeal.Outcome,
                l.Case.Open, l.Appeal.DecidedBy != null, l.Appeal.Returned, l.Appeal.FiledAt, l.Appeal.DecidedAt))
            .ToListAsync(ct);
        var list = new ListQuery([]).With("region", place).With("from", since).With("to", until);
        var headlines = await ListAppeals.HeadlinesAsync(
            db, [.. facts.Select(f => f.Warning).OfType<Guid>().Distinct()], ct);
        return TypedResults.Ok(new Answer(
            place, since, until, Of(facts, list),
            Rows(facts, "platform", f => f.Platform.ToString(), list, k => Same(
                snapshot.Units.GetValueOrDefault(Guid.Parse(k))?.Name)),
            Rows(facts, "category", f => f.Category, list, k => CategoryNames.Of(k, snapshot.Categories)),
            Rows(facts, "warning", f => f.Warning?.ToString() ?? "none", list, k => Same(
                Guid.TryParse(k, out var id) ? headlines.GetValueOrDefault(id) : null))));
    }

    private static Wording? Same(string? name) => name is null ? null : new(name, name);

    private static List<Row> Rows(
        List<Fact> facts, string filter, Func<Fact, string> key, ListQuery list, Func<string, Wording?> name) =>
        [.. facts.GroupBy(key).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Row(g.Key, name(g.Key), Of([.. g], list.With(filter, g.Key))))];

    private static Figures Of(IReadOnlyCollection<Fact> facts, ListQuery list)
    {
        Counted Count(AppealFigure figure, Func<Fact, bool> of) =>
            new(facts.Count(of), list.With("figure", figure.ToString()).ToString());
        Counted Ended(AppealOutcome outcome) =>
            Count(Enum.Parse<AppealFigure>(outcome.ToString()), f => f.Outcome == outcome);
        var refunded = facts.Where(f => f.Kind == PenaltyKind.Money && f.Returned > 0).ToList();
        var took = facts.Where(f => f.ByPlatform).Select(f => f.DecidedAt!.Value - f.FiledAt).Order().ToList();
        return new Figures(
            Count(AppealFigure.Filed, _ => true), Count(AppealFigure.Decided, f => f.ByPlatform),
            Ended(AppealOutcome.PenaltyRevoked), Ended(AppealOutcome.PenaltyPartlyRevoked),
            Ended(AppealOutcome.PenaltyKept), Ended(AppealOutcome.AppealUpheldBySilence),
            Count(AppealFigure.Open, f => f.Outcome is null && f.Open),
            Count(AppealFigure.EndedOtherwise, f => f.Outcome is null && !f.Open),
            Count(AppealFigure.GreenChannel, f => f.Warning is not null),
            Count(AppealFigure.Refunded, f => f is { Kind: PenaltyKind.Money, Returned: > 0 }),
                refunded.Sum(f => f.Returned!.Value),
            took.Count == 0 ? null : (long)(took[(took.Count - 1) / 2] + took[took.Count / 2]).TotalMinutes / 2);
    }
}
