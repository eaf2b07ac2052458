using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <summary>Leaves of transfers that PostgreSQL can inline.</summary>
    [DbContext(typeof(PointsDb))]
    [Migration("20261123160800_LeafFunctions")]
    public sealed class LeafFunctions : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(SqlFiles.Read("014_leaves.sql"));

        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("A ledger is not taken back; restore a backup.");
    }
}
