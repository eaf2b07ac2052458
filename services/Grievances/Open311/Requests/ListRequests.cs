using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Wire;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Open311.Requests;

/// <summary>
/// GET requests: by number, whatever else is asked, or by service, status and dates; the newest first, at most 1,000 at
/// a time, and <c>page</c> and <c>page_size</c> for more. <c>updated_after</c> and <c>updated_before</c> go by the last
/// change, and then no request is too old.
/// </summary>
internal static class ListRequests
{
    private const string Open = "open";
    private const string Closed = "closed";

    public static async Task<IResult> HandleAsync(
        HttpContext http, GrievancesDb db, DirectoryCopy directory, IOptions<Open311Options> options,
        TimeProvider time)
    {
        if (directory.Current is not { } snapshot)
        {
            return Open311Error.Answer(Open311Error.Unavailable);
        }

        var (sent, errors, now) = (http.Sent(), new List<Open311Error>(), time.Now());
        var all = db.PublicCasesOf(snapshot, options.Value.Region);
        var numbers = sent.Listed("service_request_id");
        var (cases, take) = numbers.Count > 0 ? (ByNumber(all, numbers), numbers.Count)
            : Filtered(all, db, sent, now, errors);
        if (errors.Count > 0)
        {
            return Open311Error.Answer(errors);
        }

        var rows = await cases.Take(take).ToListAsync(http.RequestAborted);
        var view = new PublicView(snapshot);
        return new WireAnswer(Node.List("service_requests", rows.Select(view.Of)));
    }

    private static IQueryable<PublicCase> ByNumber(IQueryable<PublicCase> all, IReadOnlyList<string> numbers)
    {
        var known = numbers.Where(CaseNumber.IsPrefix).Take(ListQuery.MaxPageSize).ToArray();
        return all.Where(c => known.Contains(c.Row.Number)).OrderByDescending(c => c.Row.Id);
    }

    private static (IQueryable<PublicCase> Cases, int Take) Filtered(
        IQueryable<PublicCase> cases, GrievancesDb db, Sent sent, DateTimeOffset now, List<Open311Error> errors)
    {
        var requested = ListQuery.Within(sent, "start_date", "end_date", now, ListQuery.Longest, errors);
        var updated = ListQuery.Within(sent, "updated_after", "updated_before", now, ListQuery.Longest, errors);
        var (skip, take) = ListQuery.PageOf(sent, errors);
        var codes = sent.Listed("service_code").ToArray();
        var statuses = sent.Listed("status").Select(s => s.ToLowerInvariant()).Distinct().ToList();
        if (statuses.Exists(s => s is not (Open or Closed)))
        {
            errors.Add(Open311Error.Wrong("status", "只能是 open、closed。", "options: open, closed"));
        }

        cases = requested is null && updated is not null ? cases
            : cases.RequestedIn(requested ?? ListQuery.Recent(now));
        cases = updated is null ? cases : cases.UpdatedIn(db, updated);
        cases = codes.Length == 0 ? cases : cases.Where(c => codes.Contains(c.Row.Category));
        if (statuses is [var only])
        {
            var open = only == Open;
            cases = cases.Where(c => c.Row.Open == open);
        }

        return (cases.OrderByDescending(c => c.Row.Id).Skip(skip), take);
    }
}

/// <summary>GET requests/{service_request_id}, and the same by token.</summary>
internal static class GetRequest
{
    public static async Task<IResult> HandleAsync(
        HttpContext http, GrievancesDb db, DirectoryCopy directory, IOptions<Open311Options> options)
    {
        if (directory.Current is not { } snapshot)
        {
            return Open311Error.Answer(Open311Error.Unavailable);
        }

        return await FindAsync(
            db, snapshot, options.Value.Region, http.Named("request"), http.RequestAborted) is { } row
            ? new WireAnswer(Node.List("service_requests", [new PublicView(snapshot).Of(row)]))
            : Open311Error.Answer(Open311Error.RequestNotFound);
    }

    /// <summary>
    /// Requests are registered at once, so that a request's number is the only token there is: a client that asks by
    /// token whatever it was given is told the number.
    /// </summary>
    public static async Task<IResult> ByTokenAsync(
        HttpContext http, GrievancesDb db, DirectoryCopy directory, IOptions<Open311Options> options)
    {
        if (directory.Current is not { } snapshot)
        {
            return Open311Error.Answer(Open311Error.Unavailable);
        }

        var token = http.Named("token");
        return await FindAsync(db, snapshot, options.Value.Region, token, http.RequestAborted) is { } row
            ? new WireAnswer(Node.List("service_requests", [Node.Of("request",
                new Node("service_request_id", row.Row.Number), new Node("token", token))]))
            : Open311Error.Answer(Open311Error.TokenNotFound);
    }

    public static async Task<PublicCase?> FindAsync(
        GrievancesDb db, RoutingSnapshot snapshot, string region, string number, CancellationToken ct) =>
        CaseNumber.IsPrefix(number)
            ? await db.PublicCasesOf(snapshot, region).SingleOrDefaultAsync(c => c.Row.Number == number, ct) : null;
}
