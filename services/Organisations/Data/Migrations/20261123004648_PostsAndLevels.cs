using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Organisations.Data.Migrations
{
    /// <inheritdoc />
    public partial class PostsAndLevels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "duty_active",
                table: "duty");

            migrationBuilder.AddColumn<string>(
                name: "deadline_class",
                table: "duty",
                type: "text",
                nullable: false,
                defaultValue: "General");

            migrationBuilder.AddColumn<string>(
                name: "min_level",
                table: "duty",
                type: "text",
                nullable: false,
                defaultValue: "Minor");

            migrationBuilder.CreateTable(
                name: "rider_post",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    appointed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    appointed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rider_post", x => x.id);
                    table.CheckConstraint("rider_post_term", "valid_until > valid_from");
                    table.ForeignKey(
                        name: "FK_rider_post_rider_rider_id",
                        column: x => x.rider_id,
                        principalTable: "rider",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "duty_active",
                table: "duty",
                columns: new[] { "organisation_id", "category", "region_code", "role", "valid_from", "min_level" },
                unique: true,
                filter: "active")
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "IX_rider_post_rider_id",
                table: "rider_post",
                column: "rider_id");

            migrationBuilder.CreateIndex(
                name: "rider_post_region",
                table: "rider_post",
                column: "region_code")
                .Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "rider_post");

            migrationBuilder.DropIndex(
                name: "duty_active",
                table: "duty");

            migrationBuilder.DropColumn(
                name: "deadline_class",
                table: "duty");

            migrationBuilder.DropColumn(
                name: "min_level",
                table: "duty");

            migrationBuilder.CreateIndex(
                name: "duty_active",
                table: "duty",
                columns: new[] { "organisation_id", "category", "region_code", "role", "valid_from" },
                unique: true,
                filter: "active")
                .Annotation("Npgsql:NullsDistinct", false);
        }
    }
}
