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

    /// <summary>Riders' accounts that hold another sum than their lots have left.</summary>
    public const string Unlotted = """
        with left_over as (
            select d.rider_id, d.fund_id, sum(d.points - coalesce(l.used, 0)) as points
            from award_decision d left join lot l on l.id = d.transfer_id where d.points > 0 group by 1, 2
        )
        select a.id as "Value" from account a
        left join left_over o on o.rider_id = a.owner_id and o.fund_id = a.fund_id
        where a.kind = 'Rider' and a.credits - a.debits - a.debits_pending <> coalesce(o.points, 0)
        order by a.id limit 20
        """;

    /// <summary>Lots that are not what their award gave, or are used by another sum than their uses.</summary>
    public const string Misused = """
        select l.id as "Value" from lot l
        left join award_decision d on d.rider_id = l.rider_id and d.transfer_id = l.id
        left join (select lot_id, sum(points) as points from lot_use where returned_at is null group by 1) u
            on u.lot_id = l.id
        where l.used <> coalesce(u.points, 0) or d.key is null or (l.points, l.fund_id) <> (d.points, d.fund_id)
        order by l.id limit 20
        """;

    /// <summary>Transfers that took points from a rider and name lots for another sum.</summary>
    public const string Unsourced = """
        with wrong as materialized (
            select t.id from transfer t join account a on a.id = t.debit_account and a.kind = 'Rider'
            left join (select transfer_id, sum(points) as points from lot_use group by 1) u on u.transfer_id = t.id
            where t.phase in ('Immediate', 'Reserve') and t.amount <> coalesce(u.points, 0)
        )
        select id as "Value" from wrong order by 1 limit 20
        """;

    /// <summary>Reversals that are not the exact opposite of what they reverse, or not noted once.</summary>
    public const string Misreversed = """
        select coalesce(t.id, r.transfer_id) as "Value"
        from (select * from transfer where kind = 'Reversal') t
        full join reversal r on r.transfer_id = t.id
        left join transfer o on o.id = r.original_id
        where t.id is null or r.transfer_id is null or o.id is null
            or (t.debit_account, t.credit_account, t.amount, t.reference)
                <> (o.credit_account, o.debit_account, o.amount, o.id)
        order by 1 limit 20
        """;

    /// <summary>Clawbacks that took other than their transfers, and debts repaid by other than theirs.</summary>
    public const string Misowed = """
        with moved as (
            select reference, sum(amount) filter (where kind = 'Clawback') as taken,
                sum(amount) filter (where kind = 'Repayment') as repaid
            from transfer where kind in ('Clawback', 'Repayment') group by 1
        ), noted as (select debt_id, sum(points) as points from debt_repayment group by 1)
        select coalesce(p.id, m.reference) as "Value"
        from (select * from proposal where kind = 'Clawback' and status = 'Approved') p
        full join moved m on m.reference = p.id
        left join debt d on d.id = p.id left join noted n on n.debt_id = p.id
        where p.id is null or p.taken <> coalesce(m.taken, 0)
            or coalesce(d.repaid, 0) <> coalesce(m.repaid, 0) or coalesce(d.repaid, 0) <> coalesce(n.points, 0)
            or p.taken + coalesce(d.points, 0) > p.points
        order by 1 limit 20
        """;

    /// <summary>Transfers of closed days that are not what was closed, are gone, or were slipped in.</summary>
    public const string Unsealed = """
        with last as (
            select (day + 1)::timestamp at time zone 'Asia/Shanghai' as until, until_tx
            from day_close order by day desc limit 1
        )
        select coalesce(t.id, u.id) as "Value"
        from transfer t full join (select unnest(ids) as id, unnest(leaves) as leaf from close_chunk) u on u.id = t.id
        left join last l on true
        where t.id is null or (u.id is not null and transfer_leaf(t) <> u.leaf)
            or (u.id is null and t.at < l.until and t.tx < l.until_tx)
        order by 1 limit 20
        """;

    /// <summary>
    /// Funds whose leases are not the transfers to them, less those back, or that left anything on the way.
    /// </summary>
    public const string Misallotted = """
        with moved as (
            select a.owner_id as id, sum(case when t.debit_account = a.id then t.amount else -t.amount end) as fen
            from transfer t join account a on a.kind = 'Allotment' and a.id in (t.debit_account, t.credit_account)
            where t.kind = 'Allotment' and t.fund_id = a.owner_id group by 1
        )
        select f.id as "Value" from fund f left join moved m on m.id = f.id where f.leased_fen <> coalesce(m.fen, 0)
        union
        select owner_id from account where kind = 'Allotment' and credits <> debits
        order by 1 limit 20
        """;

    /// <summary>
    /// Settlements that are not the sum of their vouchers and of what funds owe for these, or were paid otherwise.
    /// </summary>
    public const string Missettled = """
        with behind as (
            select settlement_id as id, count(*) as vouchers, sum(cost_fen) as fen
            from voucher where settlement_id is not null group by 1
        ), owed as (
            select v.settlement_id as id, t.fund_id, sum(t.amount) as fen
            from transfer t join voucher v on v.id = t.reference
            where t.kind = 'Payable' and v.settlement_id is not null group by 1, 2
        ), paid as (
            select p.settlement_id as id, p.fund_id, p.fen, coalesce(t.amount, 0) as transferred, p.transfer_id
            from settlement_part p left join transfer t on t.id = p.transfer_id and t.kind = 'Payment'
                and t.reference = p.settlement_id and t.fund_id = p.fund_id
        )
        select coalesce(s.id, b.id) as "Value" from settlement s full join behind b on b.id = s.id
        where s.id is null or b.id is null or (s.vouchers, s.fen) <> (b.vouchers, b.fen)
        union
        select coalesce(p.id, o.id) from paid p full join owed o on o.id = p.id and o.fund_id = p.fund_id
        where p.id is null or o.id is null or p.fen <> o.fen
            or p.transferred <> case when p.transfer_id is null then 0 else p.fen end
        order by 1 limit 20
        """;
}
