using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <inheritdoc />
    public partial class Lots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "valid_months",
                table: "award_rule",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "debt",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    award_id = table.Column<Guid>(type: "uuid", nullable: false),
                    points = table.Column<long>(type: "bigint", nullable: false),
                    repaid = table.Column<long>(type: "bigint", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_debt", x => x.id);
                    table.CheckConstraint("debt_repaid", "repaid >= 0 and repaid <= points");
                });

            migrationBuilder.CreateTable(
                name: "debt_repayment",
                columns: table => new
                {
                    award_id = table.Column<Guid>(type: "uuid", nullable: false),
                    debt_id = table.Column<Guid>(type: "uuid", nullable: false),
                    points = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_debt_repayment", x => new { x.award_id, x.debt_id });
                });

            migrationBuilder.CreateTable(
                name: "lot",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    points = table.Column<long>(type: "bigint", nullable: false),
                    used = table.Column<long>(type: "bigint", nullable: false),
                    earned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot", x => x.id);
                    table.CheckConstraint("lot_used", "used >= 0 and used <= points");
                });

            migrationBuilder.CreateTable(
                name: "lot_freeze",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    from_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_freeze", x => x.id);
                    table.CheckConstraint("lot_freeze_span", "until_at > from_at");
                });

            migrationBuilder.CreateTable(
                name: "lot_sweep",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    swept_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_sweep", x => x.id);
                    table.CheckConstraint("lot_sweep_one", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "lot_use",
                columns: table => new
                {
                    transfer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    points = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    returned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lot_use", x => new { x.transfer_id, x.lot_id });
                    table.CheckConstraint("lot_use_points", "points > 0");
                });

            migrationBuilder.CreateTable(
                name: "proposal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    rider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false),
                    points = table.Column<long>(type: "bigint", nullable: false),
                    award_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_reason = table.Column<string>(type: "text", nullable: true),
                    taken = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proposal", x => x.id);
                    table.CheckConstraint("proposal_award", "(kind = 'Clawback') = (award_id is not null)");
                    table.CheckConstraint("proposal_decided", "(status = 'Open') = (decided_by is null)");
                    table.CheckConstraint("proposal_points", "points > 0 and taken between 0 and points");
                    table.CheckConstraint("proposal_two_persons", "decided_by <> asked_by");
                });

            migrationBuilder.CreateTable(
                name: "reversal",
                columns: table => new
                {
                    original_id = table.Column<Guid>(type: "uuid", nullable: false),
                    transfer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reversal", x => x.original_id);
                });

            migrationBuilder.AddCheckConstraint(
                name: "award_rule_valid_months",
                table: "award_rule",
                sql: "valid_months between 1 and 120");

            migrationBuilder.CreateIndex(
                name: "debt_open",
                table: "debt",
                column: "rider_id",
                filter: "repaid < points");

            migrationBuilder.CreateIndex(
                name: "debt_repayment_debt",
                table: "debt_repayment",
                column: "debt_id");

            migrationBuilder.CreateIndex(
                name: "lot_due",
                table: "lot",
                column: "due_at",
                filter: "used < points");

            migrationBuilder.CreateIndex(
                name: "lot_rider",
                table: "lot",
                column: "rider_id");

            migrationBuilder.CreateIndex(
                name: "lot_freeze_rider",
                table: "lot_freeze",
                column: "rider_id");

            migrationBuilder.CreateIndex(
                name: "lot_use_lot",
                table: "lot_use",
                column: "lot_id");

            migrationBuilder.CreateIndex(
                name: "proposal_award_once",
                table: "proposal",
                column: "award_id",
                unique: true,
                filter: "status <> 'Refused'");

            migrationBuilder.CreateIndex(
                name: "proposal_rider",
                table: "proposal",
                column: "rider_id");

            migrationBuilder.CreateIndex(
                name: "proposal_status",
                table: "proposal",
                columns: new[] { "status", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "reversal_transfer",
                table: "reversal",
                column: "transfer_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "debt");

            migrationBuilder.DropTable(
                name: "debt_repayment");

            migrationBuilder.DropTable(
                name: "lot");

            migrationBuilder.DropTable(
                name: "lot_freeze");

            migrationBuilder.DropTable(
                name: "lot_sweep");

            migrationBuilder.DropTable(
                name: "lot_use");

            migrationBuilder.DropTable(
                name: "proposal");

            migrationBuilder.DropTable(
                name: "reversal");

            migrationBuilder.DropCheckConstraint(
                name: "award_rule_valid_months",
                table: "award_rule");

            migrationBuilder.DropColumn(
                name: "valid_months",
                table: "award_rule");
        }
    }
}
