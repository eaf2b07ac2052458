using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <inheritdoc />
    public partial class LedgerFunctions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SqlFiles.Read("001_partitions.sql"));
            migrationBuilder.Sql(SqlFiles.Read("002_post_transfers.sql"));
            migrationBuilder.Sql(SqlFiles.Read("003_post_awards.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("A ledger is not taken back; restore a backup.");
    }
}
