using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <inheritdoc />
    public partial class Closes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "close_day",
                table: "audit_state",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "close_number",
                table: "audit_state",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "close_chunk",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    first_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    leaves = table.Column<byte[][]>(type: "bytea[]", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_close_chunk", x => new { x.day, x.number });
                });

            migrationBuilder.CreateTable(
                name: "day_close",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    transfers = table.Column<long>(type: "bigint", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", nullable: false),
                    previous = table.Column<byte[]>(type: "bytea", nullable: false),
                    chain = table.Column<byte[]>(type: "bytea", nullable: false),
                    until_tx = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_day_close", x => x.day);
                });

            migrationBuilder.CreateIndex(
                name: "close_chunk_ids",
                table: "close_chunk",
                columns: new[] { "first_id", "last_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "close_chunk");

            migrationBuilder.DropTable(
                name: "day_close");

            migrationBuilder.DropColumn(
                name: "close_day",
                table: "audit_state");

            migrationBuilder.DropColumn(
                name: "close_number",
                table: "audit_state");
        }
    }
}
