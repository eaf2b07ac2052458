using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Wire;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Open311.Requests;

/// <summary>A case that may be public, with what came with it through Open311; null for every other.</summary>
internal sealed class PublicCase
{
    public required CaseRow Row { get; init; }

    public required Open311RequestRow? Own { get; init; }
}

/// <summary>
/// Which cases the public may see: clues of public categories in the city. Of those that came through Open311 as much
/// as their sender published; of all others what the hazard map shows: the kind, the place to some ten metres, the day.
/// The moment to the second would tell a platform which of its riders was there, so that neither the answer nor a
/// filter knows it.
/// </summary>
internal static class PublicCases
{
    public static IQueryable<PublicCase> PublicCasesOf(this GrievancesDb db, RoutingSnapshot snapshot, string region)
    {
        var categories = snapshot.Categories.Values.Where(c => c.Public).Select(c => c.Code).ToArray();
        return from c in db.Cases.AsNoTracking()
               where c.Kind == CaseKind.Clue && categories.Contains(c.Category) && c.RegionCode.StartsWith(region)
               join r in db.Set<Open311RequestRow>().AsNoTracking() on c.Id equals r.CaseId into came
               from r in came.DefaultIfEmpty()
               select new PublicCase { Row = c, Own = r };
    }

    /// <summary>Requested within the span, by the moment that is shown.</summary>
    public static IQueryable<PublicCase> RequestedIn(this IQueryable<PublicCase> cases, Span span)
    {
        var (from, to, fromDay, toDay) = (span.From, span.To, span.FromDay, span.ToDay);
        return cases.Where(c => c.Own != null
            ? c.Row.ReportedAt >= from && c.Row.ReportedAt < to
            : c.Row.ReportedAt >= fromDay && c.Row.ReportedAt < toDay);
    }

    /// <summary>
    /// Last changed within the span, by the moment that is shown; asked of the events, which lie in order of time.
    /// </summary>
    public static IQueryable<PublicCase> UpdatedIn(this IQueryable<PublicCase> cases, GrievancesDb db, Span span)
    {
        var (from, to, fromDay, toDay) = (span.From, span.To, span.FromDay, span.ToDay);
        var (first, last) = (fromDay < from ? fromDay : from, toDay > to ? toDay : to);
        var touched = db.CaseEvents.Where(e => e.OccurredAt >= first && e.OccurredAt < last).Select(e => e.CaseId);
        return cases.Where(c => touched.Contains(c.Row.Id)
            && (c.Own != null || (c.Row.ChangedAt != c.Row.ReportedAt && c.Row.Status != CaseStatus.CalledBack)
                ? c.Row.ChangedAt >= from && c.Row.ChangedAt < to
                : c.Row.ChangedAt >= fromDay && c.Row.ChangedAt < toDay));
    }

    public static DateTimeOffset RequestedAt(this PublicCase c) =>
        c.Own is null ? DayOf(c.Row.ReportedAt) : W3Dates.SecondOf(c.Row.ReportedAt);

    /// <summary>What staff do has its moment; what the rider does, reporting and answering, has its day.</summary>
    public static DateTimeOffset UpdatedAt(this PublicCase c) =>
        c.Own is null && (c.Row.ChangedAt == c.Row.ReportedAt || c.Row.Status == CaseStatus.CalledBack)
            ? DayOf(c.Row.ChangedAt) : W3Dates.SecondOf(c.Row.ChangedAt);

    private static DateTimeOffset DayOf(DateTimeOffset moment) => ChinaTime.StartOf(ChinaTime.DayOf(moment));
}

/// <summary>
/// Both bounds belong to it, as whole seconds, because that is how moments are shown: <see cref="To"/> is the first
/// moment after it. The days are those whose first second lies in it.
/// </summary>
internal sealed record Span(DateTimeOffset Start, DateTimeOffset End)
{
    public DateTimeOffset From { get; } = W3Dates.SecondOf(Start.AddTicks(TimeSpan.TicksPerSecond - 1));

    public DateTimeOffset To { get; } = W3Dates.SecondOf(End).AddSeconds(1);

    public DateTimeOffset FromDay { get; } = ChinaTime.StartOf(
        ChinaTime.DayOf(Start.AddTicks(TimeSpan.TicksPerDay - 1)));

    public DateTimeOffset ToDay { get; } = ChinaTime.StartOf(ChinaTime.DayOf(End).AddDays(1));
}
