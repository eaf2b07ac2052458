using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Organisations.Data.Migrations
{
    /// <inheritdoc />
    public partial class PhoneSignIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "mailbox_message",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    masked_phone = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mailbox_message", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_text",
                columns: table => new
                {
                    phone_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sealed_phone = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_text = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    next_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outgoing_text", x => x.phone_index);
                });

            migrationBuilder.CreateTable(
                name: "phone_code",
                columns: table => new
                {
                    phone_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    asked_within_hour = table.Column<List<DateTimeOffset>>(type: "timestamp with time zone[]", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phone_code", x => x.phone_index);
                    table.CheckConstraint("phone_code_tries", "tries between 0 and 5");
                });

            migrationBuilder.CreateIndex(
                name: "IX_mailbox_message_sent_at",
                table: "mailbox_message",
                column: "sent_at");

            migrationBuilder.CreateIndex(
                name: "IX_outgoing_text_next_at",
                table: "outgoing_text",
                column: "next_at");

            migrationBuilder.CreateIndex(
                name: "IX_phone_code_asked_at",
                table: "phone_code",
                column: "asked_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mailbox_message");

            migrationBuilder.DropTable(
                name: "outgoing_text");

            migrationBuilder.DropTable(
                name: "phone_code");
        }
    }
}
