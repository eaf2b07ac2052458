-- A lot is the points of one award until they are spent or expire. The award's decision is the lot: the busy posting of
-- awards writes one more column and nothing else. A row in lot is made when the lot is first touched, and says what is
-- used of it; a lot without a row is whole. Uses name the transfer that took the points; a hold that is voided gives
-- them back to the same lots. All of it is changed under the rider's row, after the transfers.

-- The end, in China, of the month that many months later. Rules are given in whole months.
create function lot_expiry(p_earned timestamptz, p_months int) returns timestamptz language sql stable as $$
    select date_trunc('month', (p_earned at time zone 'Asia/Shanghai') + make_interval(months => p_months + 1))
        at time zone 'Asia/Shanghai'
$$;

-- No row is written anew for it: what was given before there were lots is good for two years from now on. Replicas of
-- the older version that still run during an update award by the older function, and this default stands for them.
alter table award_decision add column expires_at timestamptz not null default lot_expiry(now(), 24);

-- Decisions lie in the order of their time, and so nearly of their expiry: this index is written once in 128 pages.
create index award_decision_expiry on award_decision using brin (expires_at) where points > 0;

-- When a lot really ends: one whose end falls into a freeze ends a grace after the freeze. Null: not while it lasts.
create function lot_end(p_rider uuid, p_expires timestamptz, p_grace interval)
returns timestamptz language plpgsql stable as $$
declare
    v_end timestamptz := p_expires;
    v_until timestamptz;
begin
    loop
        select until_at into v_until from lot_freeze
            where rider_id = p_rider and from_at <= v_end and (until_at is null or until_at > v_end)
            order by until_at desc nulls first limit 1;
        if not found then
            return v_end;
        end if;
        if v_until is null then
            return null;
        end if;
        v_end := v_until + p_grace;
    end loop;
end $$;

-- A rider's lots with something left, the earliest end first; is read under the rider's row where it decides.
create function open_lots(p_rider uuid, p_grace interval)
returns table (id uuid, fund_id uuid, account_id bigint, points bigint, earned_at timestamptz, expires_at timestamptz,
    ends_at timestamptz)
language sql stable
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
    select d.transfer_id, d.fund_id, a.id, d.points - coalesce(l.used, 0), d.decided_at, e.at,
        case when z.frozen then lot_end(p_rider, e.at, p_grace) else e.at end as ends_at
    from award_decision d
    left join lot l on l.id = d.transfer_id
    join account a on a.owner_id = d.rider_id and a.fund_id = d.fund_id and a.kind = 'Rider' and a.unit = 'Points'
    cross join lateral (select coalesce(l.expires_at, d.expires_at) as at) e
    cross join (select exists (select from lot_freeze where rider_id = p_rider) as frozen) z
    where d.rider_id = p_rider and d.points > 0 and d.points > coalesce(l.used, 0)
    order by ends_at nulls last, d.transfer_id
$$;

-- Takes points out of lots for a transfer. A lot cannot be used beyond its points: a check constraint says so.
create function use_lots(p_rider uuid, p_transfer uuid, p_lots uuid[], p_points bigint[], p_at timestamptz)
returns void language plpgsql as $$
begin
    insert into lot (id, rider_id, fund_id, points, used, earned_at, expires_at, due_at)
        select d.transfer_id, d.rider_id, d.fund_id, d.points, 0, d.decided_at, d.expires_at, d.expires_at
        from award_decision d where d.rider_id = p_rider and d.transfer_id = any(p_lots) and d.points > 0
        order by d.transfer_id
        on conflict (id) do nothing;
    update lot l set used = l.used + u.points
        from unnest(p_lots, p_points) u(id, points) where l.id = u.id and l.rider_id = p_rider;
    insert into lot_use (transfer_id, lot_id, points, at)
        select p_transfer, u.id, u.points, p_at from unnest(p_lots, p_points) u(id, points);
end $$;

-- Gives back what a hold took. A lot that ended meanwhile is good for a grace from now.
create function return_lots(p_transfer uuid, p_at timestamptz, p_grace interval) returns int language plpgsql as $$
declare
    v_lots int;
begin
    with back as (
        update lot_use set returned_at = p_at where transfer_id = p_transfer and returned_at is null
        returning lot_id, points)
    update lot l set used = l.used - b.points,
        expires_at = case when l.expires_at <= p_at then p_at + p_grace else l.expires_at end,
        due_at = case when l.expires_at <= p_at then p_at + p_grace else least(l.due_at, l.expires_at) end
        from back b where l.id = b.lot_id;
    get diagnostics v_lots = row_count;
    return v_lots;
end $$;

-- Gives a row to every untouched lot whose time came since the last look: a month at a time, one replica at a time,
-- from where the last one stopped, however long ago. False when there is nothing left, or another replica is at it.
create function open_due_lots(p_at timestamptz) returns boolean language plpgsql as $$
declare
    v_from timestamptz;
    v_until timestamptz;
begin
    select swept_until into v_from from lot_sweep for update skip locked;
    if not found or v_from >= p_at then
        return false;
    end if;
    v_until := least(p_at, v_from + interval '31 days');
    insert into lot (id, rider_id, fund_id, points, used, earned_at, expires_at, due_at)
        select d.transfer_id, d.rider_id, d.fund_id, d.points, 0, d.decided_at, d.expires_at, d.expires_at
        from award_decision d where d.expires_at > v_from and d.expires_at <= v_until and d.points > 0
        order by d.transfer_id
        on conflict (id) do nothing;
    update lot_sweep set swept_until = v_until;
    return true;
end $$;

-- What was spent before there were lots is taken from the oldest: an account's n-th point spent is its n-th earned.
create function lots_of_earlier_holds() returns void language sql as $$
    with earned as (
        select d.*, sum(d.points) over (partition by d.rider_id, d.fund_id order by d.transfer_id) - d.points as before
        from award_decision d where d.points > 0
    ), spent as (
        select t.id, t.at, t.amount, a.owner_id, a.fund_id,
            sum(t.amount) over (partition by t.debit_account order by t.id) - t.amount as before
        from transfer t join account a on a.id = t.debit_account
        where t.kind = 'Redemption' and t.phase = 'Reserve' and not exists (
            select from transfer v where v.rider_id = t.rider_id and v.reference = t.reference and v.phase = 'Void'
                and v.debit_account = t.debit_account)
    ), took as (
        select e.transfer_id, e.rider_id, e.fund_id, e.points, e.decided_at, e.expires_at, s.id as hold, s.at,
            (least(e.before + e.points, s.before + s.amount) - greatest(e.before, s.before))::bigint as part
        from earned e join spent s on s.owner_id = e.rider_id and s.fund_id = e.fund_id
            and e.before < s.before + s.amount and s.before < e.before + e.points
    ), opened as (
        insert into lot (id, rider_id, fund_id, points, used, earned_at, expires_at, due_at)
        select transfer_id, rider_id, fund_id, points, sum(part), decided_at, expires_at, expires_at
        from took group by transfer_id, rider_id, fund_id, points, decided_at, expires_at
    )
    insert into lot_use (transfer_id, lot_id, points, at) select hold, transfer_id, part, at from took
$$;

select lots_of_earlier_holds();
insert into lot_sweep (id, swept_until) values (1, now());
