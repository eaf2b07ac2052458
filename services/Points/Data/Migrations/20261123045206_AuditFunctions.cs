using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <summary>What the auditor goes by: the transaction of each transfer.</summary>
    [DbContext(typeof(PointsDb))]
    [Migration("20261123045206_AuditFunctions")]
    public sealed class AuditFunctions : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(SqlFiles.Read("009_audit.sql"));

        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("A ledger is not taken back; restore a backup.");
    }
}
