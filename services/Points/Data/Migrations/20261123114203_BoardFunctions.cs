using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <summary>What riders earned, as a view, and that frozen lists stay as they are.</summary>
    [DbContext(typeof(PointsDb))]
    [Migration("20261123114203_BoardFunctions")]
    public sealed class BoardFunctions : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(SqlFiles.Read("012_boards.sql"));

        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("A ledger is not taken back; restore a backup.");
    }
}
