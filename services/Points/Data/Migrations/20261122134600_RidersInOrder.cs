using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Points.Data.Migrations
{
    /// <summary>Makes the function anew where an earlier one could deadlock over riders who are new.</summary>
    [DbContext(typeof(PointsDb))]
    [Migration("20261122134600_RidersInOrder")]
    public sealed class RidersInOrder : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(SqlFiles.Read("005_post_awards.sql"));

        // The newer function serves the older tables as well.
        protected override void Down(MigrationBuilder migrationBuilder)
        {
        }
    }
}
