using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <summary>Leases of a tree of funds, and awards that make them.</summary>
    [DbContext(typeof(PointsDb))]
    [Migration("20261123152541_AllotmentFunctions")]
    public sealed class AllotmentFunctions : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(SqlFiles.Read("013_allotments.sql"));

        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("A ledger is not taken back; restore a backup.");
    }
}
