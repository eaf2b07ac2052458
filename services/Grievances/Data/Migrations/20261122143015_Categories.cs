using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class Categories : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "active",
                table: "categories",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "form",
                table: "categories",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<bool>(
                name: "group",
                table: "categories",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string[]>(
                name: "kinds",
                table: "categories",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{Clue}'");

            migrationBuilder.AddColumn<string>(
                name: "min_level",
                table: "categories",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "categories",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "answers",
                table: "cases",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "registered_by",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "category_versions",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_category_versions", x => new { x.code, x.version });
                });

            migrationBuilder.CreateIndex(
                name: "cases_registrar_key",
                table: "cases",
                columns: new[] { "registered_by", "idempotency_key" },
                unique: true,
                filter: "registered_by is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "category_versions");

            migrationBuilder.DropIndex(
                name: "cases_registrar_key",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "active",
                table: "categories");

            migrationBuilder.DropColumn(
                name: "form",
                table: "categories");

            migrationBuilder.DropColumn(
                name: "group",
                table: "categories");

            migrationBuilder.DropColumn(
                name: "kinds",
                table: "categories");

            migrationBuilder.DropColumn(
                name: "min_level",
                table: "categories");

            migrationBuilder.DropColumn(
                name: "version",
                table: "categories");

            migrationBuilder.DropColumn(
                name: "answers",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "registered_by",
                table: "cases");
        }
    }
}
