using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class LabAndExtensions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "webhook_deliveries_event",
                table: "webhook_deliveries");

            migrationBuilder.DropIndex(
                name: "co_tasks_open",
                table: "co_tasks");

            migrationBuilder.AddColumn<Guid>(
                name: "duty_call_id",
                table: "webhook_deliveries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "co_tasks",
                type: "text",
                nullable: false,
                defaultValueSql: "'Help'");

            migrationBuilder.CreateTable(
                name: "co_task_extensions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approved = table.Column<bool>(type: "boolean", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_role = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_co_task_extensions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lab_report_pages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    blob = table.Column<string>(type: "text", nullable: false),
                    thumbnail = table.Column<string>(type: "text", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lab_report_pages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lab_samples",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    sample = table.Column<string>(type: "text", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    taken_by = table.Column<string>(type: "text", nullable: false),
                    result = table.Column<string>(type: "text", nullable: true),
                    figures = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lab_samples", x => x.task_id);
                });

            migrationBuilder.CreateIndex(
                name: "webhook_deliveries_event",
                table: "webhook_deliveries",
                columns: new[] { "subscription_id", "case_id", "case_version", "type", "co_task_id", "duty_call_id" },
                unique: true,
                filter: "case_id is not null")
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "co_tasks_open",
                table: "co_tasks",
                columns: new[] { "case_id", "unit_id" },
                unique: true,
                filter: "state in ('Open', 'Accepted') and kind = 'Help'");

            migrationBuilder.CreateIndex(
                name: "co_task_extensions_approved",
                table: "co_task_extensions",
                column: "task_id",
                unique: true,
                filter: "approved");

            migrationBuilder.CreateIndex(
                name: "co_task_extensions_task",
                table: "co_task_extensions",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "co_task_extensions_waiting",
                table: "co_task_extensions",
                column: "task_id",
                unique: true,
                filter: "approved is null");

            migrationBuilder.CreateIndex(
                name: "lab_report_pages_task",
                table: "lab_report_pages",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "lab_samples_number",
                table: "lab_samples",
                column: "number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "co_task_extensions");

            migrationBuilder.DropTable(
                name: "lab_report_pages");

            migrationBuilder.DropTable(
                name: "lab_samples");

            migrationBuilder.DropIndex(
                name: "webhook_deliveries_event",
                table: "webhook_deliveries");

            migrationBuilder.DropIndex(
                name: "co_tasks_open",
                table: "co_tasks");

            migrationBuilder.DropColumn(
                name: "duty_call_id",
                table: "webhook_deliveries");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "co_tasks");

            migrationBuilder.CreateIndex(
                name: "webhook_deliveries_event",
                table: "webhook_deliveries",
                columns: new[] { "subscription_id", "case_id", "case_version", "type", "co_task_id" },
                unique: true,
                filter: "case_id is not null")
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "co_tasks_open",
                table: "co_tasks",
                columns: new[] { "case_id", "unit_id" },
                unique: true,
                filter: "state in ('Open', 'Accepted')");
        }
    }
}
