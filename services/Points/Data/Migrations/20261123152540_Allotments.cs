using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <inheritdoc />
    public partial class Allotments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "leased_fen",
                table: "fund",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "limit_fen",
                table: "fund",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "parent_id",
                table: "fund",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "tranche_fen",
                table: "fund",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "IX_fund_parent_id",
                table: "fund",
                column: "parent_id");

            migrationBuilder.AddCheckConstraint(
                name: "fund_allotment",
                table: "fund",
                sql: "limit_fen >= 0 and leased_fen >= 0 and tranche_fen >= 0");

            migrationBuilder.AddForeignKey(
                name: "FK_fund_fund_parent_id",
                table: "fund",
                column: "parent_id",
                principalTable: "fund",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_fund_fund_parent_id",
                table: "fund");

            migrationBuilder.DropIndex(
                name: "IX_fund_parent_id",
                table: "fund");

            migrationBuilder.DropCheckConstraint(
                name: "fund_allotment",
                table: "fund");

            migrationBuilder.DropColumn(
                name: "leased_fen",
                table: "fund");

            migrationBuilder.DropColumn(
                name: "limit_fen",
                table: "fund");

            migrationBuilder.DropColumn(
                name: "parent_id",
                table: "fund");

            migrationBuilder.DropColumn(
                name: "tranche_fen",
                table: "fund");
        }
    }
}
