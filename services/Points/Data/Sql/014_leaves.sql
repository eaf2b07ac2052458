-- As in 010, but stable: what is declared more constant than its parts (the moment's epoch, the encoding) is never
-- inlined, and each of the two calls then costs an executor of its own: 69 microseconds a transfer in place of two.
create or replace function transfer_line(t transfer) returns text language sql stable as $$
    select t.id || '|' || t.kind || '|' || t.phase || '|' || t.unit || '|' || t.debit_account || '|'
        || t.credit_account || '|' || t.amount || '|' || t.reference || '|' || coalesce(t.rider_id::text, '') || '|'
        || coalesce(t.fund_id::text, '') || '|' || (extract(epoch from t.at) * 1000000)::bigint
$$;

create or replace function transfer_leaf(t transfer) returns bytea language sql stable as $$
    select sha256('\x00'::bytea || convert_to(transfer_line(t), 'UTF8'))
$$;
