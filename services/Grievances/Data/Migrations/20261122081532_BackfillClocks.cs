using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class BackfillClocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What the new columns would hold, had they been there from the beginning: read from the events.
            migrationBuilder.Sql("""
                update cases c set unit_since = r.unit_since, unit_done_at = r.unit_done_at,
                    first_accepted_at = h.first_accepted_at, returns = h.returns, reopenings = h.reopenings
                from (
                    select e.case_id, coalesce(max(e.version) filter (where e.kind = 'Reopened'), 0) as reopened,
                        min(e.occurred_at) filter (where e.kind = 'Accepted') as first_accepted_at,
                        count(*) filter (where e.kind = 'Returned') as returns,
                        count(*) filter (where e.kind = 'Reopened') as reopenings
                    from case_events e group by e.case_id) h
                cross join lateral (
                    select min(e.occurred_at) filter (where e.kind = 'Dispatched' and e.unit_id = k.unit_id)
                            as unit_since,
                        max(e.occurred_at) filter (where e.kind = 'Resolved') as unit_done_at
                    from cases k left join case_events e on e.case_id = k.id and e.version > h.reopened
                    where k.id = h.case_id) r
                where c.id = h.case_id
                """);
            migrationBuilder.Sql("""
                update categories set public = true
                where code in ('road.manhole', 'road.damage', 'road.signal', 'road.parking', 'environment.rubbish',
                    'facility.lamp', 'fire.exit')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
