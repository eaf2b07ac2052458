namespace RiderPlatform.Bench.Seeding;

/// <summary>The service's tables from the lives that <see cref="LifeSql"/> made.</summary>
internal static class CaseSql
{
    public const string Cases = """
        insert into cases (
            id, number, kind, category, severity, region_code, status, version, text, longitude, latitude, reporter_id,
            idempotency_key, request_hash, unit_id, accepted_by, unit_since, unit_done_at, first_accepted_at,
            first_accepted_in_time, first_unit_id, returns, reopenings, outcome, solved, satisfaction, reported_at,
            changed_at, rider_due_at, response_due_at, unit_due_at)
        select l.id, 'XSSEED-' || l.i, 'Clue', l.category, l.severity, l.region, s.status, s.step,
            '春熙路口有问题，夜间有骑手经过时险些摔倒，请尽快处理。', l.longitude, l.latitude, l.rider,
            'seed-' || l.id, l.rider,
            case when s.since is not null then l.units[l.nth] end,
            case when s.accepted is not null and s.since is not null then l.units[l.nth] end,
            l.at + s.since * l.pace, l.at + s.done * l.pace, l.at + s.accepted * l.pace,
            (s.accepted - case when l.fate = 'returned' then 0.4 else 0 end) * l.pace <= l.unit_limit,
            case when s.step > 1 and l.fate <> 'void' then l.units[l.first] end,
            s.returns, s.reopenings, s.outcome, case when s.answered then 'Solved' end,
            case when s.answered then case when l.mood > 1 then 'Satisfied' else 'NotSatisfied' end end,
            l.at, l.at + s.part * l.pace, l.at + l.rider_limit,
            l.at + l.unit_limit, l.at + s.since * l.pace + l.unit_limit
        from (
            select l.*, l.speed * l.unit_limit as pace, s.step as reached,
                1 + (l.first + coalesce(s.nth, 1) - 2) % cardinality(l.units) as nth
            from seed_life l cross join lateral (
                select step, nth from seed_step s
                where s.fate = l.fate and s.step <= l.stuck and l.at + s.part * l.speed * l.unit_limit <= now()
                order by step desc limit 1) s) l
        join seed_step s on s.fate = l.fate and s.step = l.reached
        order by l.i
        """;

    /// <summary>By the case as it was written: the events up to its version.</summary>
    private const string Lived = """
        seed_life l join cases c on c.id = l.id join seed_step s on s.fate = l.fate and s.step <= c.version
        """;

    public const string Events = $$"""
        insert into case_events (
            case_id, version, kind, status, actor_id, actor_role, unit_id, region_code, data, request_hash, occurred_at)
        select l.id, s.step, s.kind, s.status, case when s.step > 2 then l.rider end,
            case s.kind when 'Registered' then 'rider' when 'CalledBack' then 'rider' when 'Dispatched' then 'system'
                when 'Closed' then 'dispatcher' when 'Reopened' then 'dispatcher' else 'handler' end,
            case when s.nth is not null then l.units[1 + (l.first + s.nth - 2) % cardinality(l.units)] end, l.region,
            case s.kind when 'Registered' then '{"locatedBy":"Boundary","candidates":[]}'
                when 'Dispatched' then '{"rule":"SpecificDuty"}' when 'Closed' then '{"outcome":"' || s.outcome || '"}'
                when 'CalledBack' then '{"solved":"Solved","satisfaction":"'
                    || case when l.mood > 1 then 'Satisfied' else 'NotSatisfied' end || '"}' end,
            case when s.step > 2 then l.rider end, l.at + s.part * l.speed * l.unit_limit
        from {{Lived}} order by l.i, s.step
        """;

    public const string Changes = $"""
        insert into case_due_changes (case_id, changed_at, rider_before, unit_before)
        select l.id, l.at + s.part * l.speed * l.unit_limit, l.at + l.rider_limit,
            l.at + b.since * l.speed * l.unit_limit + l.unit_limit
        from {Lived} join seed_step b on b.fate = s.fate and b.step = s.step - 1
        where s.step > 2 and s.since is distinct from b.since order by l.i, s.step
        """;

    /// <summary>A fiftieth is supervised when its unit's limit is over; most orders are answered.</summary>
    public const string Orders = """
        insert into supervise_orders (
            id, case_id, unit_id, reason, issued_at, answer_due_at, answer, answered_by, answered_at)
        select gen_random_uuid(), l.id, c.unit_id, '请说明情况', l.at + l.unit_limit, l.at + l.unit_limit + interval '1 day',
            case when l.mood > 1 then '已处理' end, case when l.mood > 1 then l.rider end,
            case when l.mood > 1 then l.at + l.unit_limit + interval '5 hours' * l.mood end
        from seed_life l join cases c on c.id = l.id
        where l.ordered and l.at + l.unit_limit + interval '2 days' < now()
        """;

    public const string Supervised = """
        update cases c set supervised_at = o.issued_at from supervise_orders o
        where o.case_id = c.id and c.supervised_at is null and c.number like 'XSSEED-%'
        """;

    /// <summary>Long after all of it is measured: the sweep has a part of its own.</summary>
    public const string Timers = """
        insert into case_timers (case_id, due_at)
        select l.id, now() + interval '1 day' from seed_life l join cases c on c.id = l.id where c.open
        """;
}
