namespace RiderPlatform.Bench.Seeding;

/// <summary>What becomes of cases: the steps of each fate, and a table of lives that go through them.</summary>
internal static class LifeSql
{
    /// <summary>
    /// A row a step. <c>part</c> is when, in unit limits since the report; <c>since</c> the part at which the clock of
    /// the unit that has the case began, <c>nth</c> which unit of the county that is (1 the first). Everything after
    /// that is what stands in the case's row after the step.
    /// </summary>
    public const string Steps = """
        create temp table seed_step on commit drop as
        select * from (values
            ('closed', 1, 'Registered', 'Registered', 0.0, null::float8, null::int, 0, 0, null::float8,
                null::float8, null::text, false),
            ('closed', 2, 'Dispatched', 'Dispatched', 0.0, 0.0, 1, 0, 0, null, null, null, false),
            ('closed', 3, 'Accepted', 'Accepted', 0.4, 0.0, 1, 0, 0, 0.4, null, null, false),
            ('closed', 4, 'Resolved', 'Resolved', 0.9, 0.0, 1, 0, 0, 0.4, 0.9, null, false),
            ('closed', 5, 'CalledBack', 'CalledBack', 1.4, 0.0, 1, 0, 0, 0.4, 0.9, null, true),
            ('closed', 6, 'Closed', 'Closed', 1.8, 0.0, 1, 0, 0, 0.4, 0.9, 'Solved', true),
            ('silent', 1, 'Registered', 'Registered', 0.0, null, null, 0, 0, null, null, null, false),
            ('silent', 2, 'Dispatched', 'Dispatched', 0.0, 0.0, 1, 0, 0, null, null, null, false),
            ('silent', 3, 'Accepted', 'Accepted', 0.5, 0.0, 1, 0, 0, 0.5, null, null, false),
            ('silent', 4, 'Resolved', 'Resolved', 1.0, 0.0, 1, 0, 0, 0.5, 1.0, null, false),
            ('silent', 5, 'Closed', 'Closed', 3.0, 0.0, 1, 0, 0, 0.5, 1.0, 'Solved', false),
            ('returned', 1, 'Registered', 'Registered', 0.0, null, null, 0, 0, null, null, null, false),
            ('returned', 2, 'Dispatched', 'Dispatched', 0.0, 0.0, 1, 0, 0, null, null, null, false),
            ('returned', 3, 'Returned', 'Returned', 0.3, null, 1, 1, 0, null, null, null, false),
            ('returned', 4, 'Dispatched', 'Dispatched', 0.4, 0.4, 2, 1, 0, null, null, null, false),
            ('returned', 5, 'Accepted', 'Accepted', 0.8, 0.4, 2, 1, 0, 0.8, null, null, false),
            ('returned', 6, 'Resolved', 'Resolved', 1.3, 0.4, 2, 1, 0, 0.8, 1.3, null, false),
            ('returned', 7, 'CalledBack', 'CalledBack', 1.7, 0.4, 2, 1, 0, 0.8, 1.3, null, true),
            ('returned', 8, 'Closed', 'Closed', 2.0, 0.4, 2, 1, 0, 0.8, 1.3, 'Solved', true),
            ('void', 1, 'Registered', 'Registered', 0.0, null, null, 0, 0, null, null, null, false),
            ('void', 2, 'Closed', 'Closed', 0.3, null, null, 0, 0, null, null, 'Unfounded', false),
            ('reopened', 1, 'Registered', 'Registered', 0.0, null, null, 0, 0, null, null, null, false),
            ('reopened', 2, 'Dispatched', 'Dispatched', 0.0, 0.0, 1, 0, 0, null, null, null, false),
            ('reopened', 3, 'Accepted', 'Accepted', 0.3, 0.0, 1, 0, 0, 0.3, null, null, false),
            ('reopened', 4, 'Resolved', 'Resolved', 0.7, 0.0, 1, 0, 0, 0.3, 0.7, null, false),
            ('reopened', 5, 'CalledBack', 'CalledBack', 1.0, 0.0, 1, 0, 0, 0.3, 0.7, null, true),
            ('reopened', 6, 'Closed', 'Closed', 1.2, 0.0, 1, 0, 0, 0.3, 0.7, 'Solved', true),
            ('reopened', 7, 'Reopened', 'Reopened', 1.6, null, null, 0, 1, 0.3, null, null, false),
            ('reopened', 8, 'Dispatched', 'Dispatched', 1.7, 1.7, 1, 0, 1, 0.3, null, null, false),
            ('reopened', 9, 'Accepted', 'Accepted', 1.9, 1.7, 1, 0, 1, 0.3, null, null, false),
            ('reopened', 10, 'Resolved', 'Resolved', 2.3, 1.7, 1, 0, 1, 0.3, 2.3, null, false),
            ('reopened', 11, 'CalledBack', 'CalledBack', 2.6, 1.7, 1, 0, 1, 0.3, 2.3, null, true),
            ('reopened', 12, 'Closed', 'Closed', 2.8, 1.7, 1, 0, 1, 0.3, 2.3, 'Solved', true))
            as s (fate, step, kind, status, part, since, nth, returns, reopenings, accepted, done, outcome, answered)
        """;

    /// <summary>A row a case. Everything that varies comes from a hash of its number.</summary>
    public const string Lives = """
        create temp table seed_life on commit drop as
        with county as (
            select code, row_number() over (order by code) - 1 as nth, count(*) over () as counties
            from directory_regions where parent_code = '5101'),
        street as (
            select parent_code as county, array_agg(code order by code) as codes from directory_regions
            where parent_code in (select code from county) group by parent_code),
        unit as (
            select region_code as county, array_agg(id order by name, id) as ids from directory_organisations
            where kind = 'Department' and active and region_code in (select code from county) group by region_code),
        category as (
            select * from (values
                (0, 'road.manhole', 3, 2, 24), (1, 'road.damage', 2, 24, 120), (2, 'road.signal', 3, 2, 24),
                (3, 'road.parking', 1, 48, 240), (4, 'environment.rubbish', 1, 48, 240),
                (5, 'facility.lamp', 2, 24, 120), (6, 'fire.exit', 3, 2, 24), (7, 'food.safety', 2, 24, 120),
                (8, 'other', 1, 48, 240)) as c (nth, code, severity, unit_hours, rider_hours)),
        one as (
            select i, hashint8(i) & 1023 as a, hashint8(i + 7919) & 65535 as b, hashint8(i * 31 + 17) & 65535 as c,
                hashint8(i * 131 + 5) & 1048575 as d,
                date_trunc('milliseconds', now() - interval '365 days' * (1 - (i - 0.5) / {count})) as at
            from generate_series(1, {count}) as i)
        select one.i, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
                || substr(md5(i::text || now()), 1, 3) || '8' || substr(md5(i::text || now()), 4, 15))::uuid as id, at,
            county.code as county, street.codes[1 + b % cardinality(street.codes)] as region,
            category.code as category, severity, make_interval(hours => unit_hours) as unit_limit,
            make_interval(hours => rider_hours) as rider_limit, unit.ids as units,
            1 + category.nth % cardinality(unit.ids) as first,
            case when a < 600 then 'closed' when a < 830 then 'silent' when a < 920 then 'returned'
                when a < 990 then 'void' else 'reopened' end as fate,
            0.1 + (c / 65535.0) * (b / 65535.0) * 2.6 as speed,
            case when d % 100 = 0 then 1 + d / 100 % 5 else 99 end as stuck,
            30.45 + 0.045 * (county.nth / 5) + (d & 1023) / 1024.0 * 0.045 as latitude,
            103.95 + 0.05 * (county.nth % 5) + (d >> 10) / 1024.0 * 0.05 as longitude,
            b % 50 = 0 as ordered, c % 10 as mood, md5((b * 3 + c)::text)::uuid as rider
        from one join county on county.nth = (b + c) % counties join street on street.county = county.code
        join unit on unit.county = county.code join category on category.nth = (a + c) % 9
        """;
}
