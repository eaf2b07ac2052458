-- A tree of funds: what a child was allotted of its parent's money is its own only as far as it was leased. Leases come
-- in tranches, so that a child's posting meets no ancestor, and yet none can spend what any ancestor has not.

-- The funds that a fund leases from, nearest first.
create function above(p_fund uuid) returns setof uuid language sql stable as $$
    with recursive up as (
        select parent_id as id, 1 as step from fund where id = p_fund and parent_id is not null
        union all
        select x.parent_id, u.step + 1 from up u join fund x on x.id = u.id where x.parent_id is not null and u.step < 5
    )
    select id from up order by step
$$;

-- Sees to it that the fund has so much available, as far as its limit and its ancestors' money go. The caller holds the
-- rows of its available account and its ancestors', by ascending id.
create function lease_allotment(p_fund uuid, p_need bigint, p_at timestamptz) returns void language plpgsql as $$
declare
    f fund;
    v_available bigint;
    v_amount bigint;
    v_parent bigint;
    v_clearing bigint;
begin
    select * into f from fund where id = p_fund;
    select credits - debits - debits_pending into v_available from account where id = f.available_account;
    if f.parent_id is null or v_available >= p_need then
        return;
    end if;
    v_amount := least(greatest(p_need - v_available, f.tranche_fen), f.limit_fen - f.leased_fen);
    if v_amount <= 0 then
        return;
    end if;
    perform lease_allotment(f.parent_id, v_amount, p_at);
    select a.id, least(v_amount, a.credits - a.debits - a.debits_pending) into v_parent, v_amount
        from fund x join account a on a.id = x.available_account where x.id = f.parent_id;
    if v_amount <= 0 then
        return;
    end if;
    update fund set leased_fen = leased_fen + v_amount
        where id = p_fund and leased_fen = f.leased_fen and leased_fen + v_amount <= limit_fen;
    if not found then
        raise exception 'fund % was leased to by another', p_fund using errcode = 'serialization_failure';
    end if;
    v_clearing := account_of('Allotment', p_fund, f.parent_id, 'Fen', true);
    perform post_transfers(
        array[uuid7(p_at), uuid7(p_at)], array['Allotment', 'Allotment'], array['Immediate', 'Immediate'],
        array[v_parent, v_clearing], array[v_clearing, f.available_account], array[v_amount, v_amount],
        array[p_fund, f.parent_id], array[null, null]::uuid[], array[f.parent_id, p_fund], p_at);
end $$;

-- Gives back to the parent what the fund has leased beyond its limit and not used. Returns how much. The same rows held.
create function return_allotment(p_fund uuid, p_at timestamptz) returns bigint language plpgsql as $$
declare
    f fund;
    v_amount bigint;
    v_parent bigint;
    v_clearing bigint;
begin
    select * into f from fund where id = p_fund;
    select least(f.leased_fen - f.limit_fen, a.credits - a.debits - a.debits_pending) into v_amount
        from account a where a.id = f.available_account;
    if f.parent_id is null or v_amount <= 0 then
        return 0;
    end if;
    select available_account into v_parent from fund where id = f.parent_id;
    update fund set leased_fen = leased_fen - v_amount where id = p_fund;
    v_clearing := account_of('Allotment', p_fund, f.parent_id, 'Fen', true);
    perform post_transfers(
        array[uuid7(p_at), uuid7(p_at)], array['Allotment', 'Allotment'], array['Immediate', 'Immediate'],
        array[f.available_account, v_clearing], array[v_clearing, v_parent], array[v_amount, v_amount],
        array[f.parent_id, p_fund], array[null, null]::uuid[], array[p_fund, f.parent_id], p_at);
    return v_amount;
end $$;

-- As in 008, but that a fund that runs low is leased to first. The older one is replaced: replicas that run on during
-- an update lease too.
create or replace function post_awards(
    p_keys text[], p_cases uuid[], p_riders uuid[], p_categories text[], p_severities text[], p_regions text[],
    p_days date[], p_points bigint[], p_transfers uuid[], p_ats timestamptz[],
    -- The line, what it gives to anybody, the rider's percent of it, the line's cap of a day and its cooling-off in
    -- minutes; and where it is known already that nothing is given, why.
    p_lines text[], p_bases bigint[], p_percents int[], p_line_caps bigint[], p_coolings int[], p_nothing text[],
    -- What the task promised, whatever the line makes of it.
    p_promised bigint[],
    p_rule text, p_version int, p_day_cap bigint, p_week_cap bigint, p_expires timestamptz,
    p_batch uuid, p_at timestamptz, p_headers text)
returns table (decided bigint, awarded bigint, points bigint)
language plpgsql
-- Statistics taken while the tables were empty must not lead to scans of full ones.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
    v_riders int;
    v_known int;
    v_funds uuid[];
    v_accounts bigint[];
    v_missing boolean;
    v_tight boolean;
    v_counties text[];
    v_awards bigint[];
    f record;
begin
    -- 1. The riders' rows: whoever changes anything of a rider holds its row, so everything below sees the last word.
    --    A rider is new once in a lifetime: only then is a row made. A row that is made is held, out of the order, so
    --    that batches do this one at a time and with nothing else in their hands: two would wait for each other.
    select count(distinct r) into v_riders from unnest(p_riders) r;
    select count(*) into v_known from rider where id = any(p_riders);
    if v_known < v_riders then
        perform pg_advisory_xact_lock(hashtext('post_awards: new riders'));
        insert into rider (id) select distinct r from unnest(p_riders) r order by r on conflict do nothing;
    end if;
    perform from rider where id = any(p_riders) order by id for no key update;

    -- 2. Each claim's fund, and the rider's account there.
    select array_agg(x.id order by c.ord) into v_funds
        from unnest(p_regions, p_nothing) with ordinality c(region, nothing, ord)
        left join lateral (
            select y.id from fund y
            where c.nothing is null and y.active and y.region_code in ('', left(c.region, 2), left(c.region, 4),
                left(c.region, 6), left(c.region, 9), left(c.region, 12), c.region)
            order by length(y.region_code) desc limit 1) x on true;
    loop
        select array_agg(a.id order by c.ord), bool_or(a.id is null and c.fund is not null) into v_accounts, v_missing
            from unnest(p_riders, v_funds) with ordinality c(rider, fund, ord)
            left join account a
                on a.owner_id = c.rider and a.fund_id = c.fund and a.kind = 'Rider' and a.unit = 'Points';
        exit when not v_missing;
        insert into account (kind, owner_id, fund_id, unit, bounded)
            select distinct 'Rider', c.rider, c.fund, 'Points', true
            from unnest(p_riders, v_funds, v_accounts) c(rider, fund, account)
            where c.fund is not null and c.account is null order by c.rider, c.fund
            on conflict do nothing;
    end loop;

    -- 3. A fund that could run dry soon is locked before the claims are decided and its balance then counts. Any other
    --    is taken from at the very end, so that batches wait for each other only there. The margin is far beyond what
    --    other batches can take in between; should it ever not do, step 5 refuses and the batch is sent again.
    select bool_or(a.credits - a.debits - a.debits_pending < 100 * c.points * x.fen_per_point) into v_tight
        from (select u.fund, sum(u.points)::bigint as points
              from unnest(v_funds, p_points) u(fund, points) group by u.fund) c
        join fund x on x.id = c.fund join account a on a.id = x.available_account;
    if v_tight then
        perform from account where id in (
                select unnest(array[available_account, committed_account, issue_account])
                from fund where id = any(v_funds)
                union select available_account from fund where id in (select above(u) from unnest(v_funds) u))
            order by id for no key update;
        -- What a child was allotted comes to it in tranches, for many batches to come: its ancestors are met only here.
        for f in
            select u.fund, sum(u.points)::bigint * x.fen_per_point as fen
            from unnest(v_funds, p_points) u(fund, points) join fund x on x.id = u.fund and x.parent_id is not null
            group by u.fund, x.fen_per_point order by u.fund
        loop
            perform lease_allotment(f.fund, 100 * f.fen, p_at);
        end loop;
    end if;

    for f in
        with claim as (
            select * from unnest(p_keys, p_cases, p_riders, p_categories, p_severities, p_regions, p_days, p_points,
                p_transfers, p_ats, p_lines, p_bases, p_percents, p_line_caps, p_coolings, p_nothing, p_promised,
                v_funds, v_accounts) with ordinality as c(key, case_id, rider, category, severity, region, day, wanted,
                transfer, done_at, line, base, percent, line_cap, cooling, nothing, promised, fund, account,
                ord)
        ), fresh as (
            -- Under the rider's lock nobody else can be deciding this key; the primary key stands behind it.
            select distinct on (c.key) c.* from claim c
            where not exists (select from award_decision d where d.key = c.key) order by c.key, c.ord
        ), asked as (
            -- Few lines have a cooling-off or a cap of their own, few rules one of a week: only they look further.
            select n.*, n.cooling is not null and n.nothing is null and exists (
                    select from award_pace q where q.rider_id = n.rider and q.line = p_rule || '/' || n.line
                        and q.last_at > n.done_at - make_interval(mins => n.cooling)
                        and q.last_at < n.done_at + make_interval(mins => n.cooling)) as cools,
                case when n.line_cap is not null then (select u.points from award_day u where u.rider_id = n.rider
                    and u.rule = p_rule || '/' || n.line and u.day = n.day) end as line_used,
                case when p_week_cap is not null then (select sum(u.points)::bigint from award_day u
                    where u.rider_id = n.rider and u.rule = p_rule and u.day >= date_trunc('week', n.day)::date
                        and u.day < date_trunc('week', n.day)::date + 7) end as week_used
            from fresh n
        ), by_line as (
            -- Each bound lies within the next: a line's day in the day, the day in its week. So what one leaves is
            -- what the next is asked for, and the last is what the claims would get one after the other.
            select n.*, case when n.cools or n.nothing is not null then 0 when n.line_cap is null then n.wanted
                else greatest(0, least(n.wanted, n.line_cap - coalesce(n.line_used, 0) - coalesce(
                    sum(case when not n.cools and n.nothing is null then n.wanted else 0 end) over before, 0)))
                end::bigint as line_points
            from asked n
            window before as (partition by n.rider, n.line, n.day order by n.ord
                rows between unbounded preceding and 1 preceding)
        ), by_day as (
            select n.*, case when p_day_cap is null then n.line_points else greatest(0, least(n.line_points,
                p_day_cap - coalesce(u.points, 0) - coalesce(sum(n.line_points) over before, 0))) end::bigint
                as day_points
            from by_line n left join award_day u on u.rider_id = n.rider and u.rule = p_rule and u.day = n.day
            window before as (
                partition by n.rider, n.day order by n.ord rows between unbounded preceding and 1 preceding)
        ), allowed as (
            select n.*, case when p_week_cap is null then n.day_points else greatest(0, least(n.day_points,
                p_week_cap - coalesce(n.week_used, 0) - coalesce(sum(n.day_points) over before, 0))) end::bigint
                as allowed
            from by_day n
            window before as (partition by n.rider, date_trunc('week', n.day) order by n.ord
                rows between unbounded preceding and 1 preceding)
        ), backed as (
            select l.*, x.fen_per_point, x.issue_account, not v_tight or sum(l.allowed * x.fen_per_point)
                over (partition by l.fund order by l.ord) <= a.credits - a.debits - a.debits_pending as affordable
            from allowed l left join fund x on x.id = l.fund left join account a on a.id = x.available_account
        ), decision as materialized (
            select b.*, case when b.nothing is not null then b.nothing when b.cools then 'CoolingOff'
                    when b.fund is null then 'NoFund' when b.allowed = 0 then 'CapReached'
                    when not b.affordable then 'FundExhausted' when b.allowed < b.wanted then 'Capped'
                    else 'Awarded' end as outcome,
                case when b.fund is not null and b.affordable then b.allowed else 0 end as points,
                case when b.nothing is not null or b.cools or b.allowed = b.wanted then null
                    when b.allowed < b.day_points then 'Week' when b.day_points < b.line_points then 'Day'
                    else 'Line' end as bound
            from backed b
        ), remembered as (
            insert into award_decision (
                key, case_id, rider_id, rule, rule_version, category, severity, region_code, day,
                wanted, points, outcome, fund_id, transfer_id, decided_at, expires_at, done_at, line, base, percent,
                bound, promised)
            select d.key, d.case_id, d.rider, p_rule, p_version, d.category, d.severity, d.region, d.day,
                d.wanted, d.points, d.outcome, d.fund, d.transfer, p_at, p_expires, d.done_at, d.line, d.base,
                d.percent, d.bound, d.promised from decision d
        ), transferred as (
            insert into transfer (id, kind, phase, unit, debit_account, credit_account, amount, reference, at)
            select d.transfer, 'Award', 'Immediate', 'Points', d.issue_account, d.account, d.points, d.case_id, p_at
            from decision d where d.points > 0
        ), credited as (
            update account a set credits = a.credits + s.points
            from (select d.account, sum(d.points)::bigint as points from decision d where d.points > 0 group by 1) s
            where a.id = s.account
        ), counted as (
            insert into award_day as u (rider_id, rule, day, points)
            select d.rider, p_rule, d.day, sum(d.points) from decision d where d.points > 0 group by 1, 3
            union all
            select d.rider, p_rule || '/' || d.line, d.day, sum(d.points) from decision d
                where d.points > 0 and d.line_cap is not null group by 1, 2, 3
            on conflict (rider_id, rule, day) do update set points = u.points + excluded.points
        ), paced as (
            insert into award_pace as q (rider_id, line, last_at)
            select d.rider, p_rule || '/' || d.line, max(d.done_at) from decision d
                where d.points > 0 and d.cooling is not null group by 1, 2
            on conflict (rider_id, line) do update set last_at = greatest(q.last_at, excluded.last_at)
        ), announced as (
            insert into outbox (id, type, key, version, payload, headers)
            select d.transfer, 'points-awarded.v1', d.transfer, 1,
                json_build_object('transferId', d.transfer, 'riderId', d.rider, 'caseId', d.case_id,
                    'points', d.points, 'regionCode', d.region, 'occurredAt', p_at), p_headers
            from decision d where d.points > 0
        )
        select d.fund, count(*) as decided, count(*) filter (where d.points > 0) as awarded,
            sum(d.points)::bigint as points, x.fen_per_point, x.available_account, x.committed_account, x.issue_account,
            array_agg(left(d.region, 6)) filter (where d.points > 0) as counties,
            array_agg(d.points) filter (where d.points > 0) as awards
        from decision d left join fund x on x.id = d.fund
        group by d.fund, x.fen_per_point, x.available_account, x.committed_account, x.issue_account
        order by x.available_account
    loop
        decided := coalesce(decided, 0) + f.decided;
        awarded := coalesce(awarded, 0) + f.awarded;
        points := coalesce(points, 0) + f.points;
        continue when f.points = 0;
        v_counties := v_counties || f.counties;
        v_awards := v_awards || f.awards;

        -- 5. The fund's rows last, once for the batch: they are what all batches of a city meet on.
        update account a set debits = a.debits + f.points * f.fen_per_point where a.id = f.available_account
            and a.credits - a.debits - a.debits_pending >= f.points * f.fen_per_point;
        if not found then
            raise exception 'fund % ran dry between two batches', f.fund using errcode = 'serialization_failure';
        end if;
        update account a set credits = a.credits + f.points * f.fen_per_point where a.id = f.committed_account;
        update account a set debits = a.debits + f.points where a.id = f.issue_account;
        insert into transfer (id, kind, phase, unit, debit_account, credit_account, amount, reference, fund_id, at)
            values (uuid7(p_at), 'Commitment', 'Immediate', 'Fen', f.available_account, f.committed_account,
                f.points * f.fen_per_point, p_batch, f.fund, p_at);
    end loop;

    -- 6. The day's figures after everything else, once for the batch and county. Batches that meet here have met on
    --    their fund before, so that nobody waits longer than the statement takes.
    if v_awards is not null then
        insert into points_day as p (day, region_code, awards, points_awarded)
            select (p_at at time zone 'Asia/Shanghai')::date, u.county, count(*), sum(u.points)
            from unnest(v_counties, v_awards) u(county, points) group by u.county order by u.county
            on conflict (day, region_code) do update
                set awards = p.awards + excluded.awards, points_awarded = p.points_awarded + excluded.points_awarded;
    end if;
    decided := coalesce(decided, 0);
    awarded := coalesce(awarded, 0);
    points := coalesce(points, 0);
    return next;
end $$;
