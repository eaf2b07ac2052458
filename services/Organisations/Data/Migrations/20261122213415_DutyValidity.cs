using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Organisations.Data.Migrations
{
    /// <inheritdoc />
    public partial class DutyValidity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "duty_active",
                table: "duty");

            migrationBuilder.AddColumn<string>(
                name: "role",
                table: "duty",
                type: "text",
                nullable: false,
                defaultValue: "Lead");

            migrationBuilder.AddColumn<Guid>(
                name: "supersedes",
                table: "duty",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_from",
                table: "duty",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_until",
                table: "duty",
                type: "date",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "duty_active",
                table: "duty",
                columns: new[] { "organisation_id", "category", "region_code", "role", "valid_from" },
                unique: true,
                filter: "active")
                .Annotation("Npgsql:NullsDistinct", false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "duty_active",
                table: "duty");

            migrationBuilder.DropColumn(
                name: "role",
                table: "duty");

            migrationBuilder.DropColumn(
                name: "supersedes",
                table: "duty");

            migrationBuilder.DropColumn(
                name: "valid_from",
                table: "duty");

            migrationBuilder.DropColumn(
                name: "valid_until",
                table: "duty");

            migrationBuilder.CreateIndex(
                name: "duty_active",
                table: "duty",
                columns: new[] { "organisation_id", "category", "region_code" },
                unique: true,
                filter: "active");
        }
    }
}
