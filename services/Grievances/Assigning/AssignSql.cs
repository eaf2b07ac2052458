namespace RiderPlatform.Grievances.Assigning;

/// <summary>
/// The choice of a person as two statements of the dispatch's own transaction. The first holds the unit's row: a
/// statement that waited inside the second would go on with loads and turns of before its wait. Who is chosen depends
/// on what is stored alone, so that it can be explained, and the sentence that explains it is stored with it.
/// </summary>
internal static class AssignSql
{
    /// <summary>$1 unit.</summary>
    public const string Hold = "update unit_settings set turn = turn + 1 where unit_id = $1 and rule <> 'None'";

    /// <summary>$1 case, $2 unit, $3 now, $4 who must not get it or the empty id, $5 role and $6 account of who asks.
    /// </summary>
    public const string Choose = """
        with setting as (select rule, turn from unit_settings where unit_id = $2 and rule <> 'None'),
        chosen_for as (select id, category from cases where id = $1 and unit_id = $2),
        load as (
            select coalesce(x.account_id, c.accepted_by) as account_id, count(*)::int as open
            from cases c left join case_assignees x on x.case_id = c.id and x.unit_id = c.unit_id
            where c.unit_id = $2 and c.open and c.id <> $1 and c.status in ('Dispatched', 'Accepted', 'InProgress')
            group by 1),
        present as (
            select a.id, a.name, m.last_turn, coalesce(l.open, 0) as open, coalesce((select max(length(s))
                from unnest(m.skills) s where k.category = s or starts_with(k.category, s || '.')), 0) as skill
            from chosen_for k cross join directory_accounts a
            left join unit_members m on m.unit_id = $2 and m.account_id = a.id
            left join load l on l.account_id = a.id
            where a.active and $2 = any(a.organisations) and a.id <> $4
              and (m.absent_until is null or m.absent_until <= $3)),
        best as (
            select p.*, count(*) over () as among from present p, setting s
            order by case when s.rule = 'Skills' then -p.skill else 0 end,
                case when s.rule = 'RoundRobin' then 0 else p.open end, p.last_turn nulls first, p.id limit 1),
        result as (
            select k.id as case_id, s.turn, b.id as account_id,
                case when b.id is null then '单位无人在岗，未能分派。'
                    when s.rule = 'RoundRobin' then format('轮流分派：在岗%s人中，%s最久未派到。', b.among, b.name)
                    when s.rule = 'LeastOpen' then format('在岗%s人中，%s在办最少（%s件）。', b.among, b.name, b.open)
                    when b.skill > 0 then format('%s专长相符，其中在办最少（%s件）。', b.name, b.open)
                    else format('无人专长相符，%s在办最少（%s件）。', b.name, b.open) end as why_zh,
                case when b.id is null then 'Nobody of the unit is there: it was given to no one.'
                    when s.rule = 'RoundRobin'
                        then format('In turn: of %s present %s has waited longest.', b.among, b.name)
                    when s.rule = 'LeastOpen'
                        then format('Of %s present %s has the fewest open (%s).', b.among, b.name, b.open)
                    when b.skill > 0 then format('%s knows the matter and has the fewest open (%s).', b.name, b.open)
                    else format('Nobody knows the matter; %s has the fewest open (%s).', b.name, b.open) end as why_en
            from chosen_for k cross join setting s left join best b on true),
        given as (
            insert into case_assignees as t (case_id, unit_id, account_id, version, changed_at)
            select case_id, $2, account_id, 1, $3 from result
            on conflict (case_id) do update set unit_id = excluded.unit_id, account_id = excluded.account_id,
                version = t.version + 1, changed_at = excluded.changed_at),
        told as (
            insert into case_assignments
                (id, case_id, unit_id, account_id, actor_role, actor_id, why_zh, why_en, assigned_at)
            select gen_random_uuid(), case_id, $2, account_id, $5,
                nullif($6, '00000000-0000-0000-0000-000000000000'::uuid), why_zh, why_en, $3 from result)
        insert into unit_members as t (unit_id, account_id, skills, last_turn)
        select $2, account_id, array[]::text[], turn from result where account_id is not null
        on conflict (unit_id, account_id) do update set last_turn = excluded.last_turn
        """;
}
