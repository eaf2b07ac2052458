-- Which transaction wrote a transfer. Ids and moments are made by callers and do not say what is committed already;
-- a transaction below the oldest that still runs is over for ever, and so every transfer is audited exactly once.
-- Not volatile, so that rows which are there get one number without being written anew.
alter table transfer add column tx bigint not null default (pg_current_xact_id()::text::bigint);
create index transfer_tx on transfer using brin (tx);

insert into audit_state (id, position, cursor, transfers) values (1, 0, 0, 0);

-- After a restore into another cluster its transactions count from another number: everything is counted anew.
create function audit_restart() returns void language plpgsql as $$
begin
    alter table transfer drop column tx;
    alter table transfer add column tx bigint not null default (pg_current_xact_id()::text::bigint);
    create index transfer_tx on transfer using brin (tx);
    truncate audit_account;
    update audit_state set position = 0, cursor = 0, transfers = 0, round_at = null where id = 1;
end $$;

-- Adds transfers of finished transactions from p_from up to p_until to the auditor's totals; answers how many.
create function audit_fold(p_from bigint, p_until bigint) returns bigint language plpgsql as $$
declare
    v_transfers bigint;
begin
    insert into audit_account as a (account_id, debits, credits, debits_pending, credits_pending)
        select account, debits, credits, debits_pending, credits_pending from audit_sums(p_from, p_until)
        on conflict (account_id) do update set debits = a.debits + excluded.debits,
            credits = a.credits + excluded.credits, debits_pending = a.debits_pending + excluded.debits_pending,
            credits_pending = a.credits_pending + excluded.credits_pending;
    select count(*) into v_transfers from transfer where tx >= p_from and tx < p_until;
    return v_transfers;
end $$;

create function audit_sums(p_from bigint, p_until bigint)
returns table (account bigint, debits bigint, credits bigint, debits_pending bigint, credits_pending bigint)
language sql stable as $$
    select s.account, coalesce(sum(s.debit) filter (where s.phase in ('Immediate', 'Post')), 0)::bigint,
        coalesce(sum(s.credit) filter (where s.phase in ('Immediate', 'Post')), 0)::bigint,
        sum(case s.phase when 'Reserve' then s.debit when 'Immediate' then 0 else -s.debit end)::bigint,
        sum(case s.phase when 'Reserve' then s.credit when 'Immediate' then 0 else -s.credit end)::bigint
    from (
        select debit_account, phase, amount, 0 from transfer where tx >= p_from and tx < p_until
        union all
        select credit_account, phase, 0, amount from transfer where tx >= p_from and tx < p_until
    ) s(account, phase, debit, credit) group by 1
$$;
