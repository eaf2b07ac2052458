using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Requests;
using RiderPlatform.Grievances.Open311.Wire;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Open311.Updates;

/// <summary>
/// GET servicerequestupdates, as FixMyStreet asks for it: what happened to public requests within a span, the oldest
/// first, in standard sentences; of the last day where no dates are named. Updates that other systems sent are not in
/// it: each already has its own.
/// </summary>
internal static class ListUpdates
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    private static readonly string[] Kinds =
        ["Dispatched", "Accepted", "Returned", "Resolved", "Closed", "Merged", "Split", "Reopened"];

    public static async Task<IResult> HandleAsync(
        HttpContext http, GrievancesDb db, DirectoryCopy directory, IOptions<Open311Options> options,
        TimeProvider time)
    {
        if (directory.Current is not { } snapshot)
        {
            return Open311Error.Answer(Open311Error.Unavailable);
        }

        var (sent, errors, now) = (http.Sent(), new List<Open311Error>(), time.Now());
        var span = ListQuery.Within(sent, "start_date", "end_date", now, Longest, errors)
            ?? new Span(now.AddDays(-1), now);
        var (skip, take) = ListQuery.PageOf(sent, errors);
        if (errors.Count > 0)
        {
            return Open311Error.Answer(errors);
        }

        var (from, to) = (span.From, span.To);
        var events = db.CaseEvents.AsNoTracking()
            .Where(e => e.OccurredAt >= from && e.OccurredAt < to && Kinds.Contains(e.Kind));
        // The dispatch that came with a rider's report has the report's moment, which is nobody's business.
        var told = await db.PublicCasesOf(snapshot, options.Value.Region)
            .Join(events, c => c.Row.Id, e => e.CaseId, (c, e) => new { Case = c, Event = e })
            .Where(t => t.Case.Own != null || t.Event.OccurredAt != t.Case.Row.ReportedAt)
            .OrderBy(t => t.Event.OccurredAt).ThenBy(t => t.Event.CaseId).ThenBy(t => t.Event.Version)
            .Skip(skip).Take(take).ToListAsync(http.RequestAborted);
        return new WireAnswer(
            Node.List("service_request_updates", told.Select(t => Of(t.Case.Row, t.Event, snapshot))));
    }

    private static Node Of(CaseRow row, CaseEventRow e, RoutingSnapshot snapshot)
    {
        var unit = e.UnitId is { } id ? snapshot.Units.GetValueOrDefault(id)?.Name : null;
        var words = StatusNotes.OfEvent(e.Kind, unit, OutcomeOf(e)) ?? StatusWords.Of(e.Status);
        return Node.Of("request_update",
            new Node("update_id", $"{row.Number}-{e.Version}"),
            new Node("service_request_id", row.Number),
            new Node("status", e.Status == CaseStatus.Closed ? "CLOSED" : "OPEN"),
            new Node("updated_datetime", W3Dates.SecondOf(e.OccurredAt)),
            new Node("description", Open311Error.Both(words)),
            new Node("media_url", null));
    }

    private static string? OutcomeOf(CaseEventRow e) => e is { Kind: "Closed", Data: { } data }
        && JsonDocument.Parse(data).RootElement.TryGetProperty("outcome", out var outcome) ? outcome.GetString() : null;
}
