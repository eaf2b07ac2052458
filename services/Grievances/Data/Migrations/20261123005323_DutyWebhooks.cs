using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class DutyWebhooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Who stands on a roster may be rung by the unit's own system: whoever writes a call, by whatever
            // statement, writes its deliveries in the same transaction.
            migrationBuilder.Sql("""
                create function write_duty_deliveries() returns trigger language plpgsql as $$
                declare
                    event text := case when tg_op = 'INSERT' then 'duty.called' when new.outcome = 'Acknowledged'
                        then 'duty.acknowledged' when new.outcome = 'Missed' then 'duty.missed' end;
                    at timestamptz := case when tg_op = 'INSERT' then new.called_at else new.ended_at end;
                begin
                    if event is null or (tg_op = 'UPDATE' and new.outcome is not distinct from old.outcome)
                        or not exists (select from webhook_subscriptions) then
                        return null;
                    end if;
                    insert into webhook_deliveries (id, subscription_id, case_id, case_version, case_status, type,
                        occurred_at, state, attempts, next_attempt_at, duty_call_id)
                    select gen_random_uuid(), s.id, c.id, new.version, c.status, event, at, 'Pending', 0, at, new.id
                    from cases c join webhook_subscriptions s on s.unit_id = new.unit_id
                        and starts_with(c.region_code, s.region_code)
                        and (s.events is null or event = any(s.events))
                    where c.id = new.case_id
                    on conflict do nothing;
                    return null;
                end $$;
                create trigger duty_calls_to_webhooks after insert or update of outcome on duty_calls
                    for each row execute function write_duty_deliveries();
                """);

            // An institute is told of samples in its own list: the events of tasks name the case, which it does not
            // see.
            migrationBuilder.Sql("""
                create or replace function write_co_task_deliveries() returns trigger language plpgsql as $$
                declare
                    event text := 'case.co_task_' || case new.state when 'Open' then 'asked' else lower(new.state) end;
                    at timestamptz := case new.state when 'Open' then new.created_at
                        when 'Accepted' then new.accepted_at else new.ended_at end;
                begin
                    if new.kind <> 'Help' or (tg_op = 'UPDATE' and new.state = old.state) then
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
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger duty_calls_to_webhooks on duty_calls;
                drop function write_duty_deliveries();
                """);
            migrationBuilder.Sql("""
                create or replace function write_co_task_deliveries() returns trigger language plpgsql as $$
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
                """);
        }
    }
}
