using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <inheritdoc />
    public partial class DayFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "voucher_redeemed_at",
                table: "voucher",
                columns: new[] { "station_id", "ended_at" },
                filter: "status = 'Redeemed'");
            migrationBuilder.Sql(SqlFiles.Read("004_points_day.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("A ledger is not taken back; restore a backup.");
    }
}
