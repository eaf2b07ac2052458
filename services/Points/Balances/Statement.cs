using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Figures;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Points.Balances;

/// <summary>
/// Every decision about the rider, also those that gave nothing and why, and every movement of points; the changes of
/// all lines add up to balance and held, now and at any moment before.
/// </summary>
internal static class Statement
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2099, 12, 31);

    /// <summary>What is wrong with a period, if anything.</summary>
    public static Invalid Check(DateOnly? from, DateOnly? to) => new Invalid()
        .When(from < Earliest || from > Latest, "from", "日期须在 2000 至 2099 年之间。", "From 2000 to 2099.")
        .When(to < Earliest || to > Latest || to < from, "to", "结束日期须在开始日期之后。", "To: not before from.");

    /// <summary>Newest first; the running balance counts the lines before the period too.</summary>
    public static IQueryable<Line> Of(PointsDb db, Guid rider, DateOnly? from = null, DateOnly? to = null)
    {
        var lines = All(db, rider);
        if (from is { } first)
        {
            var start = DayFigures.StartOf(first);
            lines = lines.Where(l => l.At >= start);
        }

        if (to is { } last)
        {
            var end = DayFigures.StartOf(last.AddDays(1));
            lines = lines.Where(l => l.At < end);
        }

        return lines.OrderByDescending(l => l.At).ThenByDescending(l => l.Id);
    }

    /// <summary>Spendable and held after everything that was recorded up to the moment.</summary>
    public static async Task<(long Balance, long Held)> AtAsync(
        PointsDb db, Guid rider, DateTimeOffset at, CancellationToken ct)
    {
        var moment = at.ToUniversalTime();
        var sums = await All(db, rider).Where(l => l.At <= moment).GroupBy(l => 1)
            .Select(g => new { Balance = g.Sum(l => l.Change), Held = g.Sum(l => l.Held) }).SingleOrDefaultAsync(ct);
        return (sums?.Balance ?? 0, sums?.Held ?? 0);
    }

    public static ListMyEntries.Entry EntryOf(Line r)
    {
        var subject = r.Joined ? EntryWords.JoinedClue(r.Subject) : r.Subject;
        var (zh, en) = EntryWords.Of(r.Kind, subject, r.Points, r.Wanted,
            r.Base is null ? null : new Weighed(r.Base.Value, r.Percent ?? 100, r.Bound));
        return new ListMyEntries.Entry(
            r.Id, r.At, r.Kind, r.Change, r.Held, r.Reference, zh, en, zh, en, r.Balance,
            r.Rule == RuleBook.SolvedCase && !r.Joined ? r.Reference : null,
            r.Voucher)
        {
            Rule = r.Rule,
            RuleVersion = r.RuleVersion,
            Asked = r.Rule is null ? null : r.Wanted,
            Given = r.Rule is null ? null : r.Points,
            RuleLine = r.RuleLine,
            Bound = r.Bound,
        };
    }

    /// <summary>A voucher paid by several funds has a transfer for each: the rider sees one line.</summary>
    private static IQueryable<Line> All(PointsDb db, Guid rider) => db.Database.SqlQuery<Line>($"""
        select e.*, sum(e."Change") over (order by e."At", e."Id" rows unbounded preceding)::bigint as "Balance"
        from (
            select transfer_id as "Id", decided_at as "At", outcome as "Kind", points as "Points",
                wanted as "Wanted", severity as "Subject", case_id as "Reference", null::uuid as "Voucher",
                rule as "Rule", rule_version as "RuleVersion", line as "RuleLine", base as "Base",
                percent as "Percent", bound as "Bound", points as "Change", 0::bigint as "Held",
                starts_with(key, 'joined:') as "Joined"
            from award_decision where rider_id = {rider}
            union all
            select m."Id", m.at, m.kind, m.points, 0, m.subject, m.reference, m.voucher, null, null,
                null, null, null, null,
                case m.kind when 'Void' then m.points when 'Post' then 0 else -m.points end,
                case m.kind when 'Reserve' then m.points when 'Post' then -m.points when 'Void' then -m.points
                    else 0 end,
                false
            from (
                select min(t.id::text)::uuid as "Id", t.at, case t.kind when 'Redemption' then t.phase else t.kind end
                    as kind, sum(t.amount)::bigint as points, t.reference, v.id as voucher,
                    coalesce(r.name || '|' || r.name_en, p.words, '') as subject
                from transfer t left join voucher v on v.id = t.reference left join reward r on r.id = v.reward_id
                left join lateral (select replace(reason, '|', '/') || '|' || replace(reason, '|', '/') as words
                    from proposal where id = t.reference) p on true
                where t.rider_id = {rider}
                group by t.at, t.kind, t.phase, t.reference, v.id, r.name, r.name_en, p.words) m) e
        """);

    internal sealed record Line(
        Guid Id, DateTimeOffset At, string Kind, long Points, long Wanted, string Subject, Guid Reference,
        Guid? Voucher, string? Rule, int? RuleVersion, string? RuleLine, long? Base, int? Percent, string? Bound,
        long Change, long Held, bool Joined, long Balance);
}
