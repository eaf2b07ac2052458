using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class PostsAndLevels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string[]>(
                name: "reasons",
                table: "verification_invites",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "deadline_class",
                table: "directory_duties",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "min_level",
                table: "directory_duties",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "deadline_class",
                table: "cases",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "directory_posts",
                columns: table => new
                {
                    rider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_posts", x => new { x.rider_id, x.kind, x.region_code, x.valid_from });
                });

            migrationBuilder.CreateIndex(
                name: "directory_posts_grid",
                table: "directory_posts",
                column: "region_code",
                filter: "kind = 'GridMember'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "directory_posts");

            migrationBuilder.DropColumn(
                name: "reasons",
                table: "verification_invites");

            migrationBuilder.DropColumn(
                name: "deadline_class",
                table: "directory_duties");

            migrationBuilder.DropColumn(
                name: "min_level",
                table: "directory_duties");

            migrationBuilder.DropColumn(
                name: "deadline_class",
                table: "cases");
        }
    }
}
