using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class Open311 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "open311_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_open311_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "open311_requests",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_id = table.Column<Guid>(type: "uuid", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    media_urls = table.Column<string[]>(type: "text[]", nullable: false),
                    attributes = table.Column<string>(type: "text", nullable: true),
                    content_hash = table.Column<Guid>(type: "uuid", nullable: false),
                    idempotency_key = table.Column<string>(type: "text", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_open311_requests", x => x.case_id);
                    table.ForeignKey(
                        name: "FK_open311_requests_open311_keys_key_id",
                        column: x => x.key_id,
                        principalTable: "open311_keys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "open311_updates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_id = table.Column<Guid>(type: "uuid", nullable: false),
                    update_id = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    media_urls = table.Column<string[]>(type: "text[]", nullable: false),
                    said_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_open311_updates", x => x.id);
                    table.ForeignKey(
                        name: "FK_open311_updates_open311_keys_key_id",
                        column: x => x.key_id,
                        principalTable: "open311_keys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "cases_number",
                table: "cases",
                column: "number")
                .Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops" });

            migrationBuilder.CreateIndex(
                name: "case_events_moment",
                table: "case_events",
                column: "occurred_at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "open311_keys_hash",
                table: "open311_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "open311_keys_name",
                table: "open311_keys",
                column: "name",
                unique: true,
                filter: "revoked_at is null");

            migrationBuilder.CreateIndex(
                name: "open311_requests_content",
                table: "open311_requests",
                columns: new[] { "key_id", "content_hash" });

            migrationBuilder.CreateIndex(
                name: "open311_requests_idempotency",
                table: "open311_requests",
                columns: new[] { "key_id", "idempotency_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "open311_updates_case",
                table: "open311_updates",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "open311_updates_sender",
                table: "open311_updates",
                columns: new[] { "key_id", "update_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "open311_requests");

            migrationBuilder.DropTable(
                name: "open311_updates");

            migrationBuilder.DropTable(
                name: "open311_keys");

            migrationBuilder.DropIndex(
                name: "cases_number",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "case_events_moment",
                table: "case_events");
        }
    }
}
