-- Posts a few transfers of one business step, in the order given. The caller has locked what comes before: riders by
-- id, then stock; accounts are last. Returns how many were new.
-- The same id with the same content is "already" and moves nothing; with other content it is refused.
create function post_transfers(
    p_ids uuid[], p_kinds text[], p_phases text[], p_debits bigint[], p_credits bigint[], p_amounts bigint[],
    p_references uuid[], p_riders uuid[], p_funds uuid[], p_at timestamptz)
returns int language plpgsql as $$
declare
    t record;
    debit_unit text;
    credit_unit text;
    posted int := 0;
begin
    -- Riders' accounts are already ours by the rider's row; a fund's are met by everyone in this order.
    perform from account where id = any(p_debits || p_credits) order by id for no key update;
    for t in
        select * from unnest(p_ids, p_kinds, p_phases, p_debits, p_credits, p_amounts, p_references, p_riders,
                p_funds) with ordinality
            as t(id, kind, phase, debit, credit, amount, reference, rider, fund, ord) order by ord
    loop
        select a.unit, b.unit into debit_unit, credit_unit
            from account a, account b where a.id = t.debit and b.id = t.credit;
        if debit_unit is null or debit_unit <> credit_unit then
            raise exception 'transfer % is between units % and %', t.id, debit_unit, credit_unit
                using errcode = 'RP002';
        end if;

        insert into transfer (
            id, kind, phase, unit, debit_account, credit_account, amount, reference, rider_id, fund_id, at)
            values (t.id, t.kind, t.phase, debit_unit, t.debit, t.credit, t.amount, t.reference, t.rider, t.fund, p_at)
            on conflict (id) do nothing;
        if not found then
            perform from transfer x where x.id = t.id
                and (x.kind, x.phase, x.debit_account, x.credit_account, x.amount, x.reference)
                  = (t.kind, t.phase, t.debit, t.credit, t.amount, t.reference);
            if not found then
                raise exception 'transfer % exists with other content', t.id using errcode = 'RP001';
            end if;
            continue;
        end if;

        update account set
            debits = debits + case when t.phase in ('Immediate', 'Post') then t.amount else 0 end,
            debits_pending = debits_pending
                + case t.phase when 'Reserve' then t.amount when 'Immediate' then 0 else -t.amount end
            where id = t.debit;
        update account set
            credits = credits + case when t.phase in ('Immediate', 'Post') then t.amount else 0 end,
            credits_pending = credits_pending
                + case t.phase when 'Reserve' then t.amount when 'Immediate' then 0 else -t.amount end
            where id = t.credit;
        posted := posted + 1;
    end loop;
    return posted;
end $$;

-- The account's id, made when it is absent.
create function account_of(p_kind text, p_owner uuid, p_fund uuid, p_unit text, p_bounded boolean)
returns bigint language plpgsql as $$
declare
    found_id bigint;
begin
    loop
        select id into found_id from account
            where owner_id = p_owner and fund_id = p_fund and kind = p_kind and unit = p_unit;
        if found then
            return found_id;
        end if;
        insert into account (kind, owner_id, fund_id, unit, bounded)
            values (p_kind, p_owner, p_fund, p_unit, p_bounded) on conflict do nothing;
    end loop;
end $$;
