namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// Steps of many cases as one statement, which is one transaction and one round trip: rows, events, facts, due
/// changes, next steps and timers. Everything hangs on the row's update: where the case has moved on, nothing of that
/// step is written and its number does not come back.
/// </summary>
internal static class StepSql
{
    /// <summary>
    /// A JSON list of <see cref="StepWrite"/>; returns the numbers, from 1, of those that were taken.
    /// </summary>
    public const string Statement = Steps + Taken;

    /// <summary>The same where one of them calls somebody on duty: whoever was called before is not any more.</summary>
    public const string WithCalls = Steps + Calls + Taken;

    private const string Steps = """
        with step as materialized (
            select * from rows from (json_to_recordset($1) as (
                case_id uuid, version int, due_moved_at timestamptz, alone boolean, status text, unit_id uuid,
                accepted_by uuid, category text, severity smallint, rider_due_at timestamptz, unit_since timestamptz,
                unit_due_at timestamptz, unit_done_at timestamptz, first_accepted_at timestamptz,
                first_accepted_in_time boolean, first_unit_id uuid, external_reference text, returns smallint,
                reopenings smallint, outcome text, merged_into uuid, solved text, satisfaction text, refusals smallint,
                supervised_at timestamptz, now timestamptz, event_kind text, actor_id uuid, actor_role text,
                event_unit uuid, region_code text, note text, data text, request_hash uuid, fact_id uuid,
                fact_type text, fact_payload text, fact_headers text, rider_due_before timestamptz,
                unit_due_before timestamptz, next_action text, next_unit uuid, next_at timestamptz, ends_next boolean,
                sets_timer boolean, timer_at timestamptz, deadline_class text, call_id uuid, call_account uuid,
                call_name text, call_answer_by timestamptz, call_fact_id uuid, call_fact_type text,
                call_fact_payload text)) with ordinality as s),
        moved as (
            update cases c set
                status = s.status, version = s.version, unit_id = s.unit_id, accepted_by = s.accepted_by,
                category = s.category, severity = s.severity, rider_due_at = s.rider_due_at,
                unit_since = s.unit_since, unit_due_at = s.unit_due_at, unit_done_at = s.unit_done_at,
                first_accepted_at = s.first_accepted_at, first_accepted_in_time = s.first_accepted_in_time,
                first_unit_id = s.first_unit_id, external_reference = s.external_reference, returns = s.returns,
                reopenings = s.reopenings, outcome = s.outcome, merged_into = s.merged_into, solved = s.solved,
                satisfaction = s.satisfaction, refusals = s.refusals,
                supervised_at = coalesce(c.supervised_at, s.supervised_at),
                changed_at = s.now, deadline_class = s.deadline_class
            from step s
            where c.id = s.case_id and c.version = s.version - 1
                and c.due_moved_at is not distinct from s.due_moved_at and not (s.alone and c.co_units <> '{}')
            returning s.ordinality as nr),
        done as (select s.* from moved m join step s on s.ordinality = m.nr),
        events as (
            insert into case_events (case_id, version, kind, status, actor_id, actor_role, unit_id, region_code, note,
                data, request_hash, occurred_at)
            select case_id, version, event_kind, status, actor_id, actor_role, event_unit, region_code, note, data,
                request_hash, now
            from done),
        facts as (
            insert into outbox (id, type, key, version, payload, headers)
            select fact_id, fact_type, case_id::text, version, case when joiners is null then fact_payload
                else jsonb_set(fact_payload::jsonb, '{joiners}', joiners)::text end, fact_headers
            from done left join lateral (
                select jsonb_agg(j.rider_id order by j.joined_at, j.rider_id) as joiners
                from case_joins j where j.case_id = done.case_id and done.status = 'Closed') j on true),
        due_changes as (
            insert into case_due_changes (case_id, changed_at, rider_before, unit_before)
            select case_id, now, rider_due_before, unit_due_before from done where rider_due_before is not null),
        next_steps as (
            insert into case_next_steps as n (case_id, version, action, unit_id, due_at)
            select case_id, version, next_action, next_unit, next_at from done where next_at is not null
            on conflict (case_id) do update set version = excluded.version, action = excluded.action,
                unit_id = excluded.unit_id, due_at = excluded.due_at),
        ended as (delete from case_next_steps n using done where n.case_id = done.case_id and done.ends_next),
        timers as (
            insert into case_timers (case_id, due_at)
            select case_id, timer_at from done where sets_timer and timer_at is not null
            on conflict (case_id) do update set due_at = excluded.due_at),
        stopped as (
            delete from case_timers t using done
            where t.case_id = done.case_id and done.sets_timer and done.timer_at is null)
        """;

    private const string Calls = """
        ,
        calls as (select * from done where call_id is not null),
        over as (
            update duty_calls d set ended_at = c.now, outcome = 'Over' from calls c
            where d.case_id = c.case_id and d.ended_at is null
            returning d.id),
        called as (
            insert into duty_calls (id, case_id, version, unit_id, account_id, name, position, called_at, answer_by)
            select call_id, case_id, version, unit_id, call_account, call_name, 1, now, call_answer_by from calls
            -- Reads the update, so that it comes first: one at a time is called for a case.
            where (select count(*) from over) >= 0),
        call_facts as (
            insert into outbox (id, type, key, version, payload, headers)
            select call_fact_id, call_fact_type, case_id::text, version, call_fact_payload, fact_headers from calls)
        """;

    private const string Taken = """

        select nr from moved
        """;
}
