using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <inheritdoc />
    public partial class OfflineVouchers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "pass_from",
                table: "voucher",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "pass_until",
                table: "voucher",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "till_permit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    station_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    most_vouchers = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_till_permit", x => x.id);
                    table.CheckConstraint("till_permit_limit", "most_vouchers > 0");
                });

            migrationBuilder.CreateTable(
                name: "offline_hand_over",
                columns: table => new
                {
                    permit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    voucher_id = table.Column<Guid>(type: "uuid", nullable: false),
                    station_id = table.Column<Guid>(type: "uuid", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offline_hand_over", x => new { x.permit_id, x.voucher_id });
                    table.ForeignKey(
                        name: "FK_offline_hand_over_till_permit_permit_id",
                        column: x => x.permit_id,
                        principalTable: "till_permit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_offline_hand_over_voucher_voucher_id",
                        column: x => x.voucher_id,
                        principalTable: "voucher",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_offline_hand_over_station_id_reported_at",
                table: "offline_hand_over",
                columns: new[] { "station_id", "reported_at" });

            migrationBuilder.CreateIndex(
                name: "IX_offline_hand_over_voucher_id",
                table: "offline_hand_over",
                column: "voucher_id");

            migrationBuilder.CreateIndex(
                name: "IX_till_permit_subject_station_id_until",
                table: "till_permit",
                columns: new[] { "subject", "station_id", "until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "offline_hand_over");

            migrationBuilder.DropTable(
                name: "till_permit");

            migrationBuilder.DropColumn(
                name: "pass_from",
                table: "voucher");

            migrationBuilder.DropColumn(
                name: "pass_until",
                table: "voucher");
        }
    }
}
