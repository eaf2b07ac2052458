using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Balances;

/// <summary>
/// Every decision about the rider's cases, also those that gave nothing and why, and every movement for a voucher; the
/// changes of all entries add up to balance and held.
/// </summary>
public static class ListMyEntries
{
    /// <param name="Kind"><c>Awarded</c>, <c>Capped</c>, <c>CapReached</c>, <c>FundExhausted</c>, <c>NoFund</c>;
    /// <c>Reserve</c>, <c>Post</c>, <c>Void</c>.</param>
    /// <param name="Points">Change of what can be spent.</param>
    /// <param name="Held">Change of what is held.</param>
    /// <param name="Reference">Case, demand or voucher.</param>
    /// <param name="Text">What happened as one Chinese sentence; <paramref name="Zh"/> is its older name.</param>
    /// <param name="TextEn">The same in English; <paramref name="En"/> is its older name.</param>
    /// <param name="Balance">What could be spent after it.</param>
    /// <param name="CaseId">Set where it speaks of a case that the rider reported.</param>
    /// <param name="VoucherCode">Set where it speaks of a voucher.</param>
    public sealed record Entry(
        Guid Id, DateTimeOffset At, string Kind, long Points, long Held, Guid Reference, string Zh, string En,
        string Text, string TextEn, long Balance, Guid? CaseId, string? VoucherCode);

    public static async Task<Results<Ok<Page<Entry>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Paging paging, Scope scope, PointsDb db, CancellationToken ct)
    {
        if (scope.RiderId is not { } rider)
        {
            return Refusal.Forbidden.ToProblem();
        }

        // A voucher paid by several funds has a transfer for each: the rider sees one line.
        var rows = db.Database.SqlQuery<Row>($"""
            select e.*, sum(case e."Kind" when 'Reserve' then -e."Points" when 'Post' then 0 else e."Points" end)
                over (order by e."At", e."Id" rows unbounded preceding)::bigint as "Balance"
            from (
                select transfer_id as "Id", decided_at as "At", outcome as "Kind", points as "Points",
                    wanted as "Wanted", severity as "Subject", case_id as "Reference", null::text as "Code",
                    rule as "Rule"
                from award_decision where rider_id = {rider}
                union all
                select min(t.id::text)::uuid, t.at, t.phase, sum(t.amount)::bigint, 0,
                    r.name || '|' || r.name_en, t.reference, v.code, null::text
                from transfer t join voucher v on v.id = t.reference join reward r on r.id = v.reward_id
                where t.rider_id = {rider} group by t.at, t.phase, t.reference, r.name, r.name_en, v.code) e
            """).OrderByDescending(r => r.At).ThenByDescending(r => r.Id);
        var page = await paging.OfAsync(rows, ct);
        return TypedResults.Ok(new Page<Entry>([.. page.Items.Select(Of)], page.Total, page.PageNumber, page.PageSize,
            page.TotalExceeded));
    }

    private static Entry Of(Row r)
    {
        var (points, held) = r.Kind switch
        {
            "Reserve" => (-r.Points, r.Points),
            "Post" => (0, -r.Points),
            "Void" => (r.Points, -r.Points),
            _ => (r.Points, 0),
        };
        var (zh, en) = EntryWords.Of(r.Kind, r.Subject, r.Points, r.Wanted);
        return new Entry(
            r.Id, r.At, r.Kind, points, held, r.Reference, zh, en, zh, en, r.Balance,
            r.Rule == RuleBook.SolvedCase ? r.Reference : null,
            r.Code is null ? null : Domain.VoucherCode.Display(r.Code));
    }

    private sealed record Row(
        Guid Id, DateTimeOffset At, string Kind, long Points, long Wanted, string Subject, Guid Reference, string? Code,
        string? Rule, long Balance);
}
