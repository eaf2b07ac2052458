using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class BackfillDueMoments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Cases that are under way keep the deadlines that they were told: plain hours since their start. The
            // defaults only carried the columns here; whoever writes a case must say when it is due.
            migrationBuilder.Sql("""
                update cases c set
                    rider_due_at = reported_at + h.rider, response_due_at = reported_at + h.unit, unit_due_at = unit_since + h.unit
                from (values (3, interval '2 hours', interval '24 hours'), (2, interval '24 hours', interval '120 hours'),
                    (1, interval '48 hours', interval '240 hours')) as h (severity, unit, rider)
                where c.severity = h.severity;
                alter table cases alter column rider_due_at drop default, alter column response_due_at drop default;
                insert into case_timers (case_id, due_at)
                select id, least(reported_at + 0.75 * (rider_due_at - reported_at),
                    case when unit_done_at is null then unit_since + 0.75 * (unit_due_at - unit_since) end)
                from cases where open;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
