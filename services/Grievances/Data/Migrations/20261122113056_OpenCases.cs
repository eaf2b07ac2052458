using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class OpenCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "open",
                table: "cases",
                type: "boolean",
                nullable: false,
                computedColumnSql: "status <> 'Closed'",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "cases_open",
                table: "cases",
                columns: new[] { "region_code", "id" },
                filter: "open")
                .Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops", "uuid_ops" });
            // The order of every list that asks for none, so that its first page reads no more than a page.
            migrationBuilder.Sql("create index cases_lane on cases ((open and severity = 3), id)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop index cases_lane");
            migrationBuilder.DropIndex(
                name: "cases_open",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "open",
                table: "cases");
        }
    }
}
