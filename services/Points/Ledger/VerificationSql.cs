namespace RiderPlatform.Points.Ledger;

/// <summary>The statements of <see cref="VerifyLedger"/>; all but the first return what is wrong.</summary>
internal static class VerificationSql
{
    public const string Units = """
        select unit as "Unit", sum(credits - debits)::bigint as "Sum",
            sum(credits_pending - debits_pending)::bigint as "SumPending"
        from account group by unit order by unit
        """;

    public const string Counts = """
        select (select count(*) from account) as "Accounts", (select count(*) from transfer) as "Transfers"
        """;

    public const string Unequal = """
        with side as (
            select debit_account as account, phase, unit, amount as debit, 0 as credit from transfer
            union all
            select credit_account, phase, unit, 0, amount from transfer
        ), total as (
            select account, unit,
                sum(debit) filter (where phase in ('Immediate', 'Post')) as debits,
                sum(credit) filter (where phase in ('Immediate', 'Post')) as credits,
                sum(case phase when 'Reserve' then debit when 'Immediate' then 0 else -debit end) as debits_pending,
                sum(case phase when 'Reserve' then credit when 'Immediate' then 0 else -credit end) as credits_pending
            from side group by account, unit
        )
        select coalesce(a.id, t.account) as "Value"
        from account a full join total t on t.account = a.id and t.unit = a.unit
        where a.id is null or (a.debits, a.credits, a.debits_pending, a.credits_pending) is distinct from
            (coalesce(t.debits, 0), coalesce(t.credits, 0),
             coalesce(t.debits_pending, 0), coalesce(t.credits_pending, 0))
        limit 20
        """;

    public const string Overdrawn = """
        select id as "Value" from account where bounded and credits - debits - debits_pending < 0 limit 20
        """;

    public const string Unbacked = """
        select f.id as "Value"
        from fund f
        join account c on c.id = f.committed_account join account i on i.id = f.issue_account
        join account r on r.id = f.redeemed_account
        where c.credits - c.debits <> (i.debits - i.credits - r.credits + r.debits) * f.fen_per_point
        limit 20
        """;

    public const string Undecided = """
        select coalesce(t.id, d.transfer_id) as "Value"
        from (select id, amount, reference from transfer where kind = 'Award') t
        full join (select transfer_id, points, case_id from award_decision where points > 0) d on d.transfer_id = t.id
        where t.id is null or d.transfer_id is null or (t.amount, t.reference) <> (d.points, d.case_id)
        limit 20
        """;

    public const string Miscounted = """
        with posted as (
            select (decided_at at time zone 'Asia/Shanghai')::date as day, count(*) as awards, sum(points) as awarded,
                0 as spent, 0 as issued, 0 as redeemed
            from award_decision where points > 0 group by 1
            union all
            select (issued_at at time zone 'Asia/Shanghai')::date, 0, 0, 0, count(*), 0 from voucher group by 1
            union all
            select (ended_at at time zone 'Asia/Shanghai')::date, 0, 0, sum(points), 0, count(*)
            from voucher where status = 'Redeemed' group by 1
            union all
            select day, -sum(awards), -sum(points_awarded), -sum(points_spent), -sum(vouchers_issued),
                -sum(vouchers_redeemed)
            from points_day group by 1
        )
        select day as "Value" from posted group by day
        having (sum(awards), sum(awarded), sum(spent), sum(issued), sum(redeemed)) <> (0, 0, 0, 0, 0)
        limit 20
        """;
}
