using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <inheritdoc />
    public partial class Audit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_account",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    debits = table.Column<long>(type: "bigint", nullable: false),
                    credits = table.Column<long>(type: "bigint", nullable: false),
                    debits_pending = table.Column<long>(type: "bigint", nullable: false),
                    credits_pending = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_account", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "audit_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    cursor = table.Column<long>(type: "bigint", nullable: false),
                    transfers = table.Column<long>(type: "bigint", nullable: false),
                    round_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_state", x => x.id);
                    table.CheckConstraint("audit_state_one", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "ledger_violation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    lift_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_violation", x => x.id);
                    table.CheckConstraint("ledger_violation_lifted", "(lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null)");
                });

            migrationBuilder.CreateIndex(
                name: "ledger_violation_once",
                table: "ledger_violation",
                columns: new[] { "kind", "subject", "detail" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ledger_violation_open",
                table: "ledger_violation",
                column: "found_at",
                filter: "lifted_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_account");

            migrationBuilder.DropTable(
                name: "audit_state");

            migrationBuilder.DropTable(
                name: "ledger_violation");
        }
    }
}
