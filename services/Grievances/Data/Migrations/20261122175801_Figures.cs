using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class Figures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "first_accepted_in_time",
                table: "cases",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "first_unit_id",
                table: "cases",
                type: "uuid",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "first_accepted_in_time",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "first_unit_id",
                table: "cases");
        }
    }
}
