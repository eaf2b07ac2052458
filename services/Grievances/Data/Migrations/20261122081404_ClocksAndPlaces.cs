using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class ClocksAndPlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "public",
                table: "categories",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "first_accepted_at",
                table: "cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "reopenings",
                table: "cases",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<short>(
                name: "returns",
                table: "cases",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "unit_done_at",
                table: "cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "unit_since",
                table: "cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "cases_place",
                table: "cases",
                columns: new[] { "category", "latitude" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "cases_place",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "public",
                table: "categories");

            migrationBuilder.DropColumn(
                name: "first_accepted_at",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "reopenings",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "returns",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "unit_done_at",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "unit_since",
                table: "cases");
        }
    }
}
