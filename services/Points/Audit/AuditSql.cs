namespace RiderPlatform.Points.Audit;

/// <summary>
/// What must be empty: of the transfers of finished transactions from <c>$1</c> up to <c>$2</c>, and of the accounts
/// after <c>$1</c> up to <c>$2</c>. Each answers subject and detail.
/// </summary>
internal static class AuditSql
{
    private const string Window = "(select * from transfer where tx >= $1 and tx < $2)";

    public static readonly (string Kind, string Sql)[] OfTransfers =
    [
        ("Mixed", $"""
            select t.id::text, format('%s: %s', t.unit, concat_ws(', ', d.unit, c.unit))
            from {Window} t left join account d on d.id = t.debit_account left join account c on c.id = t.credit_account
            where (t.unit = d.unit and t.unit = c.unit) is not true
            """),
        ("Undecided", $"""
            select t.id::text, format('%s points, decided %s', t.amount, coalesce(x.points::text, '-'))
            from {Window} t join account a on a.id = t.credit_account
            left join award_decision x on x.rider_id = a.owner_id and x.transfer_id = t.id
            where t.kind = 'Award' and (x.points = t.amount and x.case_id = t.reference) is not true
            """),
        ("Unsourced", $"""
            select t.id::text, format('%s points, lots %s', t.amount, coalesce(u.points, 0))
            from {Window} t join account a on a.id = t.debit_account and a.kind = 'Rider'
            left join lateral (select sum(l.points) as points from lot_use l where l.transfer_id = t.id) u on true
            where t.phase in ('Immediate', 'Reserve') and t.amount <> coalesce(u.points, 0)
            """),
        ("Misreversed", $"""
            select t.id::text, format('reverses %s', coalesce(r.original_id::text, '-'))
            from {Window} t left join reversal r on r.transfer_id = t.id left join transfer o on o.id = r.original_id
            where t.kind = 'Reversal' and ((t.debit_account, t.credit_account, t.amount, t.reference)
                = (o.credit_account, o.debit_account, o.amount, o.id)) is not true
            """),
    ];

    /// <summary>Transfers that the totals do not have yet (<c>$3</c>) are added to them.</summary>
    public static readonly (string Kind, string Sql)[] OfAccounts =
    [
        ("Unequal", """
            with recent as (select * from audit_sums($3, 9223372036854775807)), proved as (
                select account, sum(debits)::bigint as debits, sum(credits)::bigint as credits,
                    sum(debits_pending)::bigint as debits_pending, sum(credits_pending)::bigint as credits_pending
                from (select * from audit_account where account_id > $1 and account_id <= $2
                    union all select * from recent where account > $1 and account <= $2)
                    s(account, debits, credits, debits_pending, credits_pending)
                group by 1)
            select coalesce(a.id, p.account)::text, format('%s; transfers: %s',
                concat_ws(' ', a.debits, a.credits, a.debits_pending, a.credits_pending),
                concat_ws(' ', p.debits, p.credits, p.debits_pending, p.credits_pending))
            from (select * from account where id > $1 and id <= $2) a full join proved p on p.account = a.id
            where a.id is null or (a.debits, a.credits, a.debits_pending, a.credits_pending) is distinct from
                (coalesce(p.debits, 0), coalesce(p.credits, 0), coalesce(p.debits_pending, 0),
                coalesce(p.credits_pending, 0))
            """),
        ("Overdrawn", """
            select id::text, (credits - debits - debits_pending)::text from account
            where id > $1 and id <= $2 and $3 is not null and bounded and credits - debits - debits_pending < 0
            """),
        ("Unlotted", """
            select a.id::text, format('%s, lots %s', a.credits - a.debits - a.debits_pending, coalesce(o.points, 0))
            from account a left join lateral (
                select sum(d.points - coalesce(l.used, 0))::bigint as points
                from award_decision d left join lot l on l.id = d.transfer_id
                where d.rider_id = a.owner_id and d.fund_id = a.fund_id and d.points > 0) o on true
            where a.id > $1 and a.id <= $2 and $3 is not null and a.kind = 'Rider'
                and a.credits - a.debits - a.debits_pending <> coalesce(o.points, 0)
            """),
    ];

    /// <summary>Of the next <c>$1</c> parts of closed days.</summary>
    public const string Unsealed = "select subject, detail from audit_seals($1)";

    public const string Unbacked = """
        select f.id::text, format('%s fen for %s points', c.credits - c.debits,
            i.debits - i.credits - r.credits + r.debits)
        from fund f
        join account c on c.id = f.committed_account join account i on i.id = f.issue_account
        join account r on r.id = f.redeemed_account
        where c.credits - c.debits <> (i.debits - i.credits - r.credits + r.debits) * f.fen_per_point
        """;
}
