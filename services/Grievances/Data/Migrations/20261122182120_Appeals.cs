using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class Appeals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "appeals",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    platform_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false),
                    order_reference = table.Column<string>(type: "text", nullable: false),
                    penalty_kind = table.Column<string>(type: "text", nullable: false),
                    penalty_amount = table.Column<long>(type: "bigint", nullable: true),
                    order_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    order_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    filed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    warning_id = table.Column<Guid>(type: "uuid", nullable: true),
                    warning_level = table.Column<short>(type: "smallint", nullable: true),
                    marked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    warnings_seen = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    returned = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appeals", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "warning_references",
                columns: table => new
                {
                    warning_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sender = table.Column<string>(type: "text", nullable: false),
                    identifier = table.Column<string>(type: "text", nullable: false),
                    sent = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_references", x => new { x.warning_id, x.sender, x.identifier, x.sent });
                });

            migrationBuilder.CreateTable(
                name: "warnings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    sender = table.Column<string>(type: "text", nullable: false),
                    identifier = table.Column<string>(type: "text", nullable: false),
                    sent = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    msg_type = table.Column<string>(type: "text", nullable: false),
                    scope = table.Column<string>(type: "text", nullable: false),
                    warns = table.Column<bool>(type: "boolean", nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    parts = table.Column<string>(type: "jsonb", nullable: false),
                    original = table.Column<byte[]>(type: "bytea", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warnings", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "appeals_open",
                table: "appeals",
                column: "case_id",
                filter: "outcome is null");

            migrationBuilder.CreateIndex(
                name: "appeals_penalty",
                table: "appeals",
                columns: new[] { "rider_id", "platform_id", "order_reference", "penalty_kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "appeals_platform",
                table: "appeals",
                columns: new[] { "platform_id", "filed_at" });

            migrationBuilder.CreateIndex(
                name: "appeals_region",
                table: "appeals",
                columns: new[] { "region_code", "filed_at" })
                .Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops", "timestamptz_ops" });

            migrationBuilder.CreateIndex(
                name: "appeals_warning",
                table: "appeals",
                column: "warning_id",
                filter: "warning_id is not null");

            migrationBuilder.CreateIndex(
                name: "warning_references_name",
                table: "warning_references",
                columns: new[] { "sender", "identifier", "sent" });

            migrationBuilder.CreateIndex(
                name: "warnings_name",
                table: "warnings",
                columns: new[] { "sender", "identifier", "sent" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "warnings_seq",
                table: "warnings",
                column: "seq",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "warnings_until",
                table: "warnings",
                column: "until",
                filter: "warns");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "appeals");

            migrationBuilder.DropTable(
                name: "warning_references");

            migrationBuilder.DropTable(
                name: "warnings");
        }
    }
}
