-- Award decisions by hash of their key, so that the key stays unique over all of them for ever; transfers by month of
-- their id, which is a UUID version 7 and so begins with its time: unique over all months, and old months can go.

create table award_decision (
    key text collate "C" not null,
    case_id uuid not null,
    rider_id uuid not null,
    rule text not null,
    rule_version int not null,
    category text not null,
    severity text not null,
    region_code text not null,
    day date not null,
    wanted bigint not null check (wanted > 0),
    points bigint not null check (points between 0 and wanted),
    outcome text not null,
    fund_id uuid,
    transfer_id uuid not null,
    decided_at timestamptz not null,
    primary key (key)
) partition by hash (key);

create index award_decision_rider on award_decision (rider_id, transfer_id);

do $$ begin
    for i in 0..7 loop
        execute format('create table award_decision_%s partition of award_decision
            for values with (modulus 8, remainder %s)', i, i);
    end loop;
end $$;

create table transfer (
    id uuid not null,
    kind text not null,
    phase text not null,
    unit text not null,
    debit_account bigint not null,
    credit_account bigint not null check (credit_account <> debit_account),
    amount bigint not null check (amount > 0),
    reference uuid not null,
    rider_id uuid,
    fund_id uuid,
    at timestamptz not null,
    primary key (id)
) partition by range (id);

create index transfer_rider on transfer (rider_id, id) where rider_id is not null;
create index transfer_fund on transfer (fund_id, id) where fund_id is not null;

-- An id from a clock far off belongs to no month that was made ahead: it is kept here rather than refused.
create table transfer_other partition of transfer default;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger award_decision_append_only before update or delete or truncate on award_decision
    for each statement execute function refuse_change();
create trigger transfer_append_only before update or delete or truncate on transfer
    for each statement execute function refuse_change();

-- The smallest UUID version 7 of a moment.
create function uuid7_floor(moment timestamptz) returns uuid language sql immutable strict as $$
    select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$$;

-- Not strict, so that the planner can put its expression in place of the call.
create function uuid7(moment timestamptz) returns uuid language sql volatile as $$
    select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '7' ||
            right(replace(gen_random_uuid()::text, '-', ''), 19))::uuid
$$;

-- Makes the partitions of this month and the next three; the migrate step and every replica once a day call it.
-- Months are whole in UTC. One caller at a time.
create function ensure_partitions(moment timestamptz) returns int language plpgsql as $$
declare
    first timestamp := date_trunc('month', moment at time zone 'UTC');
    month timestamp;
    made int := 0;
begin
    perform pg_advisory_xact_lock(hashtext('ensure_partitions'));
    for i in -1..3 loop
        month := first + make_interval(months => i);
        if to_regclass('transfer_' || to_char(month, 'YYYYMM')) is null then
            execute format(
                'create table transfer_%s partition of transfer for values from (%L) to (%L)',
                to_char(month, 'YYYYMM'),
                uuid7_floor(month at time zone 'UTC'), uuid7_floor((month + interval '1 month') at time zone 'UTC'));
            made := made + 1;
        end if;
    end loop;
    return made;
end $$;
