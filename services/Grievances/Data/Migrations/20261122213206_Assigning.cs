using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class Assigning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "webhook_deliveries_event",
                table: "webhook_deliveries");

            migrationBuilder.AddColumn<Guid>(
                name: "co_task_id",
                table: "webhook_deliveries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "timer_at",
                table: "co_tasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_assignees",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_assignees", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "case_assignments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_role = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why_zh = table.Column<string>(type: "text", nullable: false),
                    why_en = table.Column<string>(type: "text", nullable: false),
                    assigned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_assignments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "co_task_notices",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    reached_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    fired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    notify_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_co_task_notices", x => new { x.task_id, x.level });
                });

            migrationBuilder.CreateTable(
                name: "directory_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    organisations = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "unit_members",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    skills = table.Column<string[]>(type: "text[]", nullable: false),
                    absent_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_turn = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unit_members", x => new { x.unit_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "unit_settings",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    turn = table.Column<long>(type: "bigint", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unit_settings", x => x.unit_id);
                });

            migrationBuilder.CreateIndex(
                name: "webhook_deliveries_event",
                table: "webhook_deliveries",
                columns: new[] { "subscription_id", "case_id", "case_version", "type", "co_task_id" },
                unique: true,
                filter: "case_id is not null")
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "co_tasks_timer",
                table: "co_tasks",
                column: "timer_at",
                filter: "state in ('Open', 'Accepted')");

            migrationBuilder.CreateIndex(
                name: "case_assignees_account",
                table: "case_assignees",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "case_assignments_case",
                table: "case_assignments",
                column: "case_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_assignees");

            migrationBuilder.DropTable(
                name: "case_assignments");

            migrationBuilder.DropTable(
                name: "co_task_notices");

            migrationBuilder.DropTable(
                name: "directory_accounts");

            migrationBuilder.DropTable(
                name: "unit_members");

            migrationBuilder.DropTable(
                name: "unit_settings");

            migrationBuilder.DropIndex(
                name: "webhook_deliveries_event",
                table: "webhook_deliveries");

            migrationBuilder.DropIndex(
                name: "co_tasks_timer",
                table: "co_tasks");

            migrationBuilder.DropColumn(
                name: "co_task_id",
                table: "webhook_deliveries");

            migrationBuilder.DropColumn(
                name: "timer_at",
                table: "co_tasks");

            migrationBuilder.CreateIndex(
                name: "webhook_deliveries_event",
                table: "webhook_deliveries",
                columns: new[] { "subscription_id", "case_id", "case_version", "type" },
                unique: true);
        }
    }
}
