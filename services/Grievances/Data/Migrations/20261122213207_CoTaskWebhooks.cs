using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class CoTaskWebhooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Deliveries are told apart by their co-handler's task too; the rest of the function is as it was.
            migrationBuilder.Sql("""
                create or replace function write_webhook_deliveries() returns trigger language plpgsql as $$
                begin
                    if not exists (select from webhook_subscriptions) then
                        return null;
                    end if;
                    insert into webhook_deliveries (id, subscription_id, case_id, case_version, case_status, type,
                        occurred_at, state, attempts, next_attempt_at)
                    select gen_random_uuid(), s.id, told.case_id, told.version, told.status, told.type,
                        told.occurred_at, 'Pending', 0, told.occurred_at
                    from (
                        select a.case_id, a.version, a.status, a.region_code, a.occurred_at, a.unit_id,
                            'case.' || lower(regexp_replace(a.kind, '([a-z])([A-Z])', '\1_\2', 'g')) as type
                        from added a where a.actor_role <> 'import'
                        union all
                        select a.case_id, a.version, a.status, a.region_code, a.occurred_at, before.unit_id,
                            'case.reassigned'
                        from added a
                        join case_events before on before.case_id = a.case_id and before.version = a.version - 1
                            and before.kind <> 'Returned' and before.unit_id is distinct from a.unit_id
                        where a.actor_role <> 'import') told
                    join webhook_subscriptions s on s.unit_id = told.unit_id
                        and starts_with(told.region_code, s.region_code)
                        and (s.events is null or told.type = any(s.events))
                    order by told.case_id, told.version
                    on conflict do nothing;
                    return null;
                end $$;
                """);

            // A unit that is asked for its part is told of its task as it is told of a case: whoever writes the row,
            // by whatever statement, in the same transaction. Tasks are few, so once for each row.
            migrationBuilder.Sql("""
                create function write_co_task_deliveries() returns trigger language plpgsql as $$
                declare
                    event text := 'case.co_task_' || case new.state when 'Open' then 'asked' else lower(new.state) end;
                    at timestamptz := case new.state when 'Open' then new.created_at
                        when 'Accepted' then new.accepted_at else new.ended_at end;
                begin
                    if tg_op = 'UPDATE' and new.state = old.state then
                        return null;
                    end if;
                    insert into webhook_deliveries (id, subscription_id, case_id, case_version, case_status, type,
                        occurred_at, state, attempts, next_attempt_at, co_task_id)
                    select gen_random_uuid(), s.id, c.id, c.version, c.status, event, at, 'Pending', 0, at, new.id
                    from cases c join webhook_subscriptions s on s.unit_id = new.unit_id
                        and starts_with(c.region_code, s.region_code)
                        and (s.events is null or event = any(s.events))
                    where c.id = new.case_id
                    on conflict do nothing;
                    return null;
                end $$;
                create trigger co_tasks_to_webhooks after insert or update of state on co_tasks
                    for each row execute function write_co_task_deliveries();
                """);

            // Tasks of before have no timer: the next sweep finds out what is due.
            migrationBuilder.Sql("update co_tasks set timer_at = created_at where state in ('Open', 'Accepted');");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger co_tasks_to_webhooks on co_tasks;
                drop function write_co_task_deliveries();
                """);
            migrationBuilder.Sql("""
                create or replace function write_webhook_deliveries() returns trigger language plpgsql as $$
                begin
                    if not exists (select from webhook_subscriptions) then
                        return null;
                    end if;
                    insert into webhook_deliveries (id, subscription_id, case_id, case_version, case_status, type,
                        occurred_at, state, attempts, next_attempt_at)
                    select gen_random_uuid(), s.id, told.case_id, told.version, told.status, told.type,
                        told.occurred_at, 'Pending', 0, told.occurred_at
                    from (
                        select a.case_id, a.version, a.status, a.region_code, a.occurred_at, a.unit_id,
                            'case.' || lower(regexp_replace(a.kind, '([a-z])([A-Z])', '\1_\2', 'g')) as type
                        from added a where a.actor_role <> 'import'
                        union all
                        select a.case_id, a.version, a.status, a.region_code, a.occurred_at, before.unit_id,
                            'case.reassigned'
                        from added a
                        join case_events before on before.case_id = a.case_id and before.version = a.version - 1
                            and before.kind <> 'Returned' and before.unit_id is distinct from a.unit_id
                        where a.actor_role <> 'import') told
                    join webhook_subscriptions s on s.unit_id = told.unit_id
                        and starts_with(told.region_code, s.region_code)
                        and (s.events is null or told.type = any(s.events))
                    order by told.case_id, told.version
                    on conflict (subscription_id, case_id, case_version, type) do nothing;
                    return null;
                end $$;
                """);
        }
    }
}
