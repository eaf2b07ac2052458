using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <inheritdoc />
    public partial class Catalogue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<TimeOnly>(
                name: "hours_from",
                table: "reward",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "hours_until",
                table: "reward",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "reward",
                type: "text",
                nullable: false,
                defaultValue: "Goods");

            migrationBuilder.AddColumn<int>(
                name: "limit_days",
                table: "reward",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "limit_per_rider",
                table: "reward",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "members_only",
                table: "reward",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "owner",
                table: "reward",
                type: "text",
                nullable: false,
                defaultValue: "Street");

            migrationBuilder.AddColumn<string[]>(
                name: "posts",
                table: "reward",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "revision",
                table: "reward",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<int>(
                name: "weekdays",
                table: "reward",
                type: "integer",
                nullable: false,
                defaultValue: 127);

            migrationBuilder.CreateTable(
                name: "stock_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reward_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pieces = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_change", x => x.id);
                });

            migrationBuilder.AddCheckConstraint(
                name: "reward_hours",
                table: "reward",
                sql: "weekdays between 1 and 127 and (hours_from is null) = (hours_until is null)");

            migrationBuilder.AddCheckConstraint(
                name: "reward_limit",
                table: "reward",
                sql: "limit_per_rider > 0 and (limit_days is null or limit_days > 0)");

            migrationBuilder.CreateIndex(
                name: "IX_stock_change_reward_id_made_at",
                table: "stock_change",
                columns: new[] { "reward_id", "made_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "stock_change");

            migrationBuilder.DropCheckConstraint(
                name: "reward_hours",
                table: "reward");

            migrationBuilder.DropCheckConstraint(
                name: "reward_limit",
                table: "reward");

            migrationBuilder.DropColumn(
                name: "hours_from",
                table: "reward");

            migrationBuilder.DropColumn(
                name: "hours_until",
                table: "reward");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "reward");

            migrationBuilder.DropColumn(
                name: "limit_days",
                table: "reward");

            migrationBuilder.DropColumn(
                name: "limit_per_rider",
                table: "reward");

            migrationBuilder.DropColumn(
                name: "members_only",
                table: "reward");

            migrationBuilder.DropColumn(
                name: "owner",
                table: "reward");

            migrationBuilder.DropColumn(
                name: "posts",
                table: "reward");

            migrationBuilder.DropColumn(
                name: "revision",
                table: "reward");

            migrationBuilder.DropColumn(
                name: "weekdays",
                table: "reward");
        }
    }
}
