using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class CaseLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<short>(
                name: "refusals",
                table: "cases",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<string>(
                name: "satisfaction",
                table: "cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "solved",
                table: "cases",
                type: "text",
                nullable: true);

            // What riders said before there were three answers: it was yes or no.
            migrationBuilder.Sql("""
                update cases set satisfaction = case when satisfied then 'Satisfied' else 'NotSatisfied' end,
                    solved = case when satisfied then 'Solved' else 'NotSolved' end
                where satisfied is not null;
                update cases c set refusals = e.refusals
                from (select case_id, count(*) as refusals from case_events
                    where kind = 'CalledBack' and not (data::jsonb ->> 'satisfied')::boolean group by case_id) e
                where e.case_id = c.id;
                update case_events set data = jsonb_build_object(
                    'solved', case when (data::jsonb ->> 'satisfied')::boolean then 'Solved' else 'NotSolved' end,
                    'satisfaction', case when (data::jsonb ->> 'satisfied')::boolean then 'Satisfied'
                        else 'NotSatisfied' end)::text
                where kind = 'CalledBack' and data is not null;
                """);

            migrationBuilder.DropColumn(
                name: "rating",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "satisfied",
                table: "cases");

            migrationBuilder.CreateTable(
                name: "case_next_steps",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_next_steps", x => x.case_id);
                });

            migrationBuilder.CreateIndex(
                name: "case_next_steps_due",
                table: "case_next_steps",
                column: "due_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_next_steps");

            migrationBuilder.DropColumn(
                name: "refusals",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "satisfaction",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "solved",
                table: "cases");

            migrationBuilder.AddColumn<short>(
                name: "rating",
                table: "cases",
                type: "smallint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "satisfied",
                table: "cases",
                type: "boolean",
                nullable: true);
        }
    }
}
