using System.Text.RegularExpressions;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// The whole intake of reports as one statement, which is one transaction and one round trip: cases, their timelines,
/// timers and outbox rows. Everything hangs on the case's insert: where the reporter's key is taken nothing is written
/// and no row comes back. The bench runs <see cref="PgbenchScript"/>, which is the same statement for one report.
/// </summary>
public static partial class IntakeSql
{
    /// <summary>Arrays of equal length, an element a report; returns id and number of each that is new.</summary>
    public const string Statement = """
        with report as (
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::text[],
                    $7::float8[], $8::float8[], $9::uuid[], $10::text[], $11::uuid[], $12::uuid[], $13::timestamptz[],
                    $14::uuid[], $15::text[], $16::text[], $17::uuid[], $18::text[], $19::uuid[], $20::text[],
                    $21::text[], $22::text[], $23::text[], $24::text[], $25::text[],
                    $26::timestamptz[], $27::timestamptz[], $28::timestamptz[], $29::text[])
                as r (id, prefix, category, severity, region, text, longitude, latitude, reporter, key, hash, unit, at,
                    actor, location, decision, reported_id, reported, dispatched_id, dispatched, trace, kind, role,
                    answers, reported_type, rider_due, unit_due, timer, terms)),
        registered as (
            insert into cases (id, number, kind, category, severity, region_code, status, version, text,
                longitude, latitude, reporter_id, idempotency_key, request_hash, unit_id, reported_at, changed_at,
                unit_since, registered_by, answers, rider_due_at, response_due_at, unit_due_at, first_unit_id,
                deadline_class)
            select id, prefix || nextval('case_number'), kind, category, severity, region,
                case when unit is null then 'Registered' else 'Dispatched' end,
                case when unit is null then 1 else 2 end, text, longitude, latitude, reporter, key, hash, unit, at, at,
                case when unit is null then null else at end, case when reporter is null then actor end, answers::jsonb,
                rider_due, unit_due, case when unit is null then null else unit_due end, unit, terms
            from report
            on conflict do nothing
            returning id, number),
        fresh as (select r.* from registered join report r using (id)),
        timeline as (
            insert into case_events
                (case_id, version, kind, status, actor_id, actor_role, unit_id, region_code, data, occurred_at)
            select id, 1, 'Registered', 'Registered', actor, role, null::uuid, region, location, at from fresh
            union all
            select id, 2, 'Dispatched', 'Dispatched', null, 'system', unit, region, decision, at
            from fresh where unit is not null),
        timers as (insert into case_timers (case_id, due_at) select id, timer from fresh),
        facts as (
            insert into outbox (id, type, key, version, payload, headers)
            select reported_id, reported_type, id::text, 1, reported, trace from fresh
            union all
            select dispatched_id, 'case-dispatched.v1', id::text, 2, dispatched, trace
            from fresh where unit is not null)
        select id, number from registered
        """;

    private const string Unit = "'01935b1c-7f60-8abc-8def-0123456789ab'";

    private const string Payload = """
        '{"caseId":"01935b1c-7f60-7abc-8def-0123456789ab","riderId":"01935b1c-7f60-7abc-8def-0123456789ab",
        "category":"road.manhole","severity":"Major","regionCode":"510104017",
        "occurredAt":"2026-11-22T09:00:00.0000000+00:00"}'
        """;

    private const string Decision = """
        '{"unitId":"01935b1c-7f60-8abc-8def-0123456789ab","rule":"SpecificDuty","candidates":[
        {"unitId":"01935b1c-7f60-8abc-8def-0123456789ab","dutyId":"01935b1c-7f60-8abc-8def-0123456789ab",
        "category":"road.manhole","region":"510104","priority":100,"reason":"Chosen"},
        {"unitId":"01935b1c-7f60-8abc-8def-0123456789ab","dutyId":"01935b1c-7f60-8abc-8def-0123456789ab",
        "category":"*","region":"510104","priority":900,"reason":"DefaultOwner"}]}'
        """;

    /// <summary>
    /// What pgbench puts in place of each parameter: values of a routed report's shape, a fresh key each time, and ids
    /// that grow with time as version 7 ids do.
    /// </summary>
    private static readonly string[] PgbenchValues =
    [
        Uuid(":a"), "'XS20261122-'", "'road.manhole'", "3", "'510104017'", "'春熙路口井盖缺失，夜间有骑手摔倒。'",
        "104.0 + :r / 1e19", "30.6 + :r / 1e19", "('01935b1c7f607abc8def' || :rider::text)::uuid", ":r::text",
        Uuid(":r"), Unit, "clock_timestamp()", Unit, """'{"locatedBy":"Boundary","candidates":[]}'""", Decision,
        Uuid(":b"), Payload, Uuid(":c"), Payload, "null", "'Clue'", "'rider'", "null", "'clue-reported.v1'",
        "clock_timestamp() + interval '24 hours'", "clock_timestamp() + interval '2 hours'",
        "clock_timestamp() + interval '90 minutes'", "null",
    ];

    /// <summary>
    /// A pgbench script (<c>-f</c>, prepared mode) that runs the transaction of one report without photos.
    /// </summary>
    public static string PgbenchScript()
    {
        var statement = Parameter()
            .Replace(Statement, m => $"array[{PgbenchValues[int.Parse(m.Groups[1].ValueSpan, provider: null) - 1]}]");
        return $"""
            \set a random(1000000000000000000, 9000000000000000000)
            \set b random(1000000000000000000, 9000000000000000000)
            \set c random(1000000000000000000, 9000000000000000000)
            \set r random(1000000000000000000, 9000000000000000000)
            \set rider random(100000000000, 100000099999)
            {statement.ReplaceLineEndings(" ")};

            """;
    }

    /// <summary>13 digits of milliseconds and 19 random ones: 32 digits are a uuid that grows with time.</summary>
    private static string Uuid(string random) =>
        $"((extract(epoch from clock_timestamp()) * 1000)::bigint::text || {random}::text)::uuid";

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();
}
