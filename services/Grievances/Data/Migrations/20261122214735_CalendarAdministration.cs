using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class CalendarAdministration : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "role",
                table: "directory_duties",
                type: "text",
                nullable: false,
                defaultValue: "Lead");

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_from",
                table: "directory_duties",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_until",
                table: "directory_duties",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "reckoned_at",
                table: "calendar_years",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_reckonings",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    reckoned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rider_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rider_after = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    unit_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    unit_after = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_reckonings", x => new { x.case_id, x.year });
                });

            migrationBuilder.CreateTable(
                name: "unit_hours",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    open_on_holidays = table.Column<bool>(type: "boolean", nullable: false),
                    week = table.Column<string>(type: "jsonb", nullable: true),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unit_hours", x => new { x.unit_id, x.version });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_reckonings");

            migrationBuilder.DropTable(
                name: "unit_hours");

            migrationBuilder.DropColumn(
                name: "role",
                table: "directory_duties");

            migrationBuilder.DropColumn(
                name: "valid_from",
                table: "directory_duties");

            migrationBuilder.DropColumn(
                name: "valid_until",
                table: "directory_duties");

            migrationBuilder.DropColumn(
                name: "reckoned_at",
                table: "calendar_years");
        }
    }
}
