using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Organisations.Data.Migrations
{
    /// <inheritdoc />
    public partial class AccountVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "version",
                table: "account",
                type: "bigint",
                nullable: false,
                defaultValue: 1L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "version",
                table: "account");
        }
    }
}
