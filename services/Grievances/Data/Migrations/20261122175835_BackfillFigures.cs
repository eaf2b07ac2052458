using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class BackfillFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // From the events, as the service writes them from now on: the unit's clock as it stood when it accepted.
            migrationBuilder.Sql("""
                update cases c set first_unit_id = d.unit_id
                from (select distinct on (case_id) case_id, unit_id from case_events
                    where kind = 'Dispatched' order by case_id, version) d
                where d.case_id = c.id;
                update cases c set first_accepted_in_time = coalesce(c.first_accepted_at <= a.due, false)
                from (select x.id, case when b.case_id is null then x.unit_due_at else b.unit_before end as due
                    from cases x left join lateral (
                        select d.case_id, d.unit_before from case_due_changes d
                        where d.case_id = x.id and d.changed_at > x.first_accepted_at
                        order by d.changed_at, d.seq limit 1) b on true
                    where x.first_accepted_at is not null) a
                where a.id = c.id;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
