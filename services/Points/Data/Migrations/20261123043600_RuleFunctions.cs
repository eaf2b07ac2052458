using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <summary>Awards by rule sets: what a decision remembers, and the function that decides.</summary>
    [DbContext(typeof(PointsDb))]
    [Migration("20261123043600_RuleFunctions")]
    public sealed class RuleFunctions : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(SqlFiles.Read("008_post_awards.sql"));

        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("A ledger is not taken back; restore a backup.");
    }
}
