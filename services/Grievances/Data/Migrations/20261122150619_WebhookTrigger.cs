using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class WebhookTrigger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Whoever writes a case's event, by whatever statement, writes its deliveries in the same transaction: a
            // row for each subscription of the unit that the event concerns, and for the unit that has just lost the
            // case. Once for a statement, however many events it writes; without a subscription it looks at an empty
            // table and ends. What was imported has happened elsewhere and is told to nobody.
            migrationBuilder.Sql("""
                create function write_webhook_deliveries() returns trigger language plpgsql as $$
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
                create trigger case_events_to_webhooks after insert on case_events
                    referencing new table as added for each statement execute function write_webhook_deliveries();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger case_events_to_webhooks on case_events;
                drop function write_webhook_deliveries();
                """);
        }
    }
}
