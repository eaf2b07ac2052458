-- What a day's close is made of. Its rows are never changed, as the transfers are not.
create trigger day_close_append_only before update or delete or truncate on day_close
    for each statement execute function refuse_change();
create trigger close_chunk_append_only before update or delete or truncate on close_chunk
    for each statement execute function refuse_change();

-- A day's transfers lie next to one another: this index is written once in 128 pages.
create index transfer_at on transfer using brin (at);

-- A transfer as one line: id, kind, phase, unit, the account that gives, the one that receives, amount, reference,
-- rider and fund (empty where there is none), and its moment in microseconds since 1970 in UTC.
create function transfer_line(t transfer) returns text language sql immutable as $$
    select t.id || '|' || t.kind || '|' || t.phase || '|' || t.unit || '|' || t.debit_account || '|'
        || t.credit_account || '|' || t.amount || '|' || t.reference || '|' || coalesce(t.rider_id::text, '') || '|'
        || coalesce(t.fund_id::text, '') || '|' || (extract(epoch from t.at) * 1000000)::bigint
$$;

-- Its hash as a leaf: RFC 6962, section 2.1.
create function transfer_leaf(t transfer) returns bytea language sql immutable as $$
    select sha256('\x00'::bytea || convert_to(transfer_line(t), 'UTF8'))
$$;

-- Some more parts of closed days, round and round: transfers that are not what was closed, or are gone.
create function audit_seals(p_parts int) returns table (subject text, detail text) language plpgsql as $$
declare
    v_day date;
    v_number int;
begin
    select s.close_day, s.close_number into v_day, v_number from audit_state s;
    return query
        with part as (
            select c.ids, c.leaves, c.day from close_chunk c
            where v_day is null or (c.day, c.number) > (v_day, v_number) order by c.day, c.number limit p_parts)
        select u.id::text, format('closed %s as %s, now %s', c.day, encode(u.leaf, 'hex'),
            coalesce(encode(transfer_leaf(t), 'hex'), '-'))
        from part c cross join lateral unnest(c.ids, c.leaves) u(id, leaf) left join transfer t on t.id = u.id
        where t.id is null or transfer_leaf(t) <> u.leaf;
    select x.day, x.number into v_day, v_number from (
        select c.day, c.number from close_chunk c where v_day is null or (c.day, c.number) > (v_day, v_number)
        order by c.day, c.number limit p_parts) x
        order by 1 desc, 2 desc limit 1;
    -- After the last one from the start again.
    update audit_state set close_day = v_day, close_number = v_number;
end $$;
