using RiderPlatform.Grievances.Cases;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Statistics;

internal static class StatisticsRoutes
{
    public static void MapStatistics(this RouteGroupBuilder cases)
    {
        cases.MapGet("/statistics", GetStatistics.HandleAsync).WithName("GetStatistics")
            .WithSummary("统计：分子、分母与排除项，可追溯到任一时刻，可导出。 Rates with what they are made of, as of any moment.")
            .Produces<GetStatistics.Answer>(200, "application/json", "text/csv")
            .ForRoles(CaseAccess.Readers).WithExampleParameter("region", "5101").WithExampleParameter("by", "week")
            .WithExampleParameter("format", "json");
        cases.MapGet("/heat", GetHeat.HandleAsync).WithName("GetHeat")
            .WithSummary("热力图：固定网格内的案件数（GeoJSON）。 Cases by squares of a fixed grid, as GeoJSON.")
            .Produces<GetHeat.Answer>(200, GetHeat.MediaType)
            .ForRoles(CaseAccess.Readers).WithExampleParameter("region", "510104")
            .WithExampleParameter("category", "road").WithExampleParameter("kind", "Clue")
            .WithExampleParameter("cell", "500");
    }
}
