using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <summary>What the tables of lots need beyond tables: the functions that change them.</summary>
    [DbContext(typeof(PointsDb))]
    [Migration("20261123013000_LotFunctions")]
    public sealed class LotFunctions : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SqlFiles.Read("006_lots.sql"));
            migrationBuilder.Sql(SqlFiles.Read("007_post_awards.sql"));
        }

        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("A ledger is not taken back; restore a backup.");
    }
}
