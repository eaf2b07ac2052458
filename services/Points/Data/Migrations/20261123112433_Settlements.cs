using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <inheritdoc />
    public partial class Settlements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "settlement_id",
                table: "voucher",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "settlement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false),
                    vouchers = table.Column<int>(type: "integer", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    objection = table.Column<string>(type: "text", nullable: true),
                    objected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement", x => x.id);
                    table.CheckConstraint("settlement_amounts", "vouchers > 0 and fen > 0");
                });

            migrationBuilder.CreateTable(
                name: "settlement_part",
                columns: table => new
                {
                    settlement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fen = table.Column<long>(type: "bigint", nullable: false),
                    transfer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reference = table.Column<string>(type: "text", nullable: true),
                    paid_by = table.Column<Guid>(type: "uuid", nullable: true),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_part", x => new { x.settlement_id, x.fund_id });
                    table.CheckConstraint("settlement_part_fen", "fen > 0");
                    table.CheckConstraint("settlement_part_paid", "(transfer_id is null) = (paid_at is null) and (paid_by is null) = (paid_at is null)");
                    table.ForeignKey(
                        name: "FK_settlement_part_settlement_settlement_id",
                        column: x => x.settlement_id,
                        principalTable: "settlement",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "voucher_settlement",
                table: "voucher",
                columns: new[] { "settlement_id", "ended_at" },
                filter: "settlement_id is not null");

            migrationBuilder.CreateIndex(
                name: "voucher_unsettled",
                table: "voucher",
                columns: new[] { "organisation_id", "ended_at" },
                filter: "status = 'Redeemed' and settlement_id is null and cost_fen > 0");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_month_id",
                table: "settlement",
                columns: new[] { "month", "id" });

            migrationBuilder.CreateIndex(
                name: "settlement_once",
                table: "settlement",
                columns: new[] { "organisation_id", "month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_part_transfer_id",
                table: "settlement_part",
                column: "transfer_id",
                unique: true,
                filter: "transfer_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "settlement_part");

            migrationBuilder.DropTable(
                name: "settlement");

            migrationBuilder.DropIndex(
                name: "voucher_settlement",
                table: "voucher");

            migrationBuilder.DropIndex(
                name: "voucher_unsettled",
                table: "voucher");

            migrationBuilder.DropColumn(
                name: "settlement_id",
                table: "voucher");
        }
    }
}
