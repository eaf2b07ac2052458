using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// Cases as they stood at a moment in the past, put together from their events; a case that has not changed since is
/// taken as it is. Who may see a case is decided by the present: whoever has lost it has lost its past too.
/// </summary>
internal static class CaseHistory
{
    /// <param name="at">Null: as they stand.</param>
    public static IQueryable<CaseRow> CasesFor(this GrievancesDb db, Scope scope, DateTimeOffset? at)
    {
        var visible = db.Cases.AsNoTracking().VisibleTo(scope);
        if (at is not { } moment)
        {
            return visible;
        }

        // Region and reporter never change, so that the rows of the past tell as well who may see them now; a unit
        // changes, and only for readers of one unit the present has to be asked.
        return scope.Grants.Any(g => g.Organisation is not null)
            ? db.CasesAt(moment).Where(c => visible.Any(v => v.Id == c.Id))
            : db.CasesAt(moment).VisibleTo(scope);
    }

    /// <summary>Every case at a moment, whoever asks; cases reported later are absent.</summary>
    public static IQueryable<CaseRow> CasesAt(this GrievancesDb db, DateTimeOffset at) => db.Cases.FromSql($"""
        select id, number, kind, category, severity, region_code, status, version, text, longitude, latitude,
            reporter_id, registered_by, answers, idempotency_key, request_hash, unit_id, accepted_by, unit_since,
            unit_done_at, first_accepted_at, returns, reopenings, refusals, outcome, merged_into, solved, satisfaction,
            reported_at, changed_at, open, external_reference, rider_due_at, response_due_at, unit_due_at,
            due_moved_at, parked_at, supervised_at, co_units, first_unit_id,
            first_accepted_in_time, deadline_class
        from cases where greatest(changed_at, due_moved_at) <= {at}
        union all
        select c.id, c.number, c.kind, coalesce(t.category, c.category), coalesce(t.severity, c.severity),
            c.region_code, l.status, h.version, c.text, c.longitude,
            c.latitude, c.reporter_id, c.registered_by, c.answers, c.idempotency_key, c.request_hash, l.unit_id,
            s.accepted_by, s.unit_since, s.unit_done_at, h.first_accepted_at, h.returns, h.reopenings, h.refusals,
            s.closed::jsonb ->> 'outcome', (s.closed::jsonb ->> 'into')::uuid,
            s.answer::jsonb ->> 'solved', s.answer::jsonb ->> 'satisfaction', c.reported_at,
            l.occurred_at, l.status <> 'Closed', s.accepted::jsonb ->> 'externalReference',
            coalesce(d.rider_before, c.rider_due_at),
            coalesce((select b.response_before from case_due_changes b
                where b.case_id = c.id and b.changed_at > {at} and b.response_before is not null
                order by b.changed_at, b.seq limit 1), c.response_due_at),
            case when l.unit_id is null then null when d.case_id is null then c.unit_due_at else d.unit_before end,
            c.due_moved_at, c.parked_at, c.supervised_at, c.co_units, case when h.dispatched then c.first_unit_id end,
            case when h.first_accepted_at is not null then c.first_accepted_in_time end,
            c.deadline_class
        from cases c
        cross join lateral (
            select max(e.version) as version,
                coalesce(max(e.version) filter (where e.status = 'Reopened'), 0) as reopened,
                min(e.occurred_at) filter (where e.kind = 'Accepted') as first_accepted_at,
                bool_or(e.kind = 'Dispatched') as dispatched,
                (count(*) filter (where e.kind = 'Returned'))::smallint as returns,
                (count(*) filter (where e.status = 'Reopened'))::smallint as reopenings,
                (count(*) filter (where e.kind = 'CalledBack'
                    and e.data::jsonb ->> 'satisfaction' = 'NotSatisfied'))::smallint as refusals
            from case_events e where e.case_id = c.id and e.occurred_at <= {at}) h
        cross join lateral (
            select e.status, e.occurred_at, case when e.kind = 'Returned' then null else e.unit_id end as unit_id
            from case_events e where e.case_id = c.id and e.version = h.version) l
        cross join lateral (
            select min(e.occurred_at) filter (where e.kind = 'Dispatched' and e.unit_id = l.unit_id) as unit_since,
                max(e.occurred_at) filter (where e.kind = 'Resolved') as unit_done_at,
                max(e.data) filter (where e.status = 'Closed') as closed,
                max(e.data) filter (where e.kind = 'CalledBack') as answer,
                max(e.data) filter (where e.kind = 'Accepted') as accepted,
                (array_agg(e.actor_id) filter (where e.kind = 'Accepted'))[1] as accepted_by
            from case_events e
            where e.case_id = c.id and e.version > h.reopened and e.version <= h.version) s
        left join lateral (
            select b.case_id, b.rider_before, b.unit_before from case_due_changes b
            where b.case_id = c.id and b.changed_at > {at} order by b.changed_at, b.seq limit 1) d on true
        left join lateral (
            select e.data::jsonb -> 'from' ->> 'category' as category,
                (case e.data::jsonb -> 'from' ->> 'severity' when 'Minor' then 1 when 'Ordinary' then 2
                    when 'Major' then 3 else 4 end)::smallint as severity
            from case_events e
            where e.case_id = c.id and e.version > h.version and e.kind = 'Triaged' and e.data is not null
            order by e.version limit 1) t on true
        where c.reported_at <= {at} and greatest(c.changed_at, c.due_moved_at) > {at}
        """).AsNoTracking();
}
