using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Points.Balances;

internal static class StatementRoutes
{
    private const string Moment = "2026-05-13T12:00:00+08:00";
    private const string Csv = "text/csv";

    public static void MapStatementRoutes(this RouteGroupBuilder points)
    {
        points.MapGet("/me", GetMyPoints.HandleAsync).ForRoles(Roles.Rider)
            .WithName("GetMyPoints")
            .WithSummary("我的积分余额、冻结与将到期的积分；at 为任一过去时刻。 My balance, held, and what expires; now or at a past moment.")
            .WithExampleParameter("at", Moment);
        points.MapGet("/me/entries", ListMyEntries.HandleAsync).ForRoles(Roles.Rider)
            .WithName("ListMyEntries").WithSummary("我的积分明细，含未奖励的原因。 My entries, and why a case gave nothing.")
            .WithExampleParameter("from", "2026-01-01").WithExampleParameter("to", "2026-12-31");
        points.MapGet("/me/entries.csv", ListMyEntries.FileAsync).ForRoles(Roles.Rider)
            .WithName("DownloadMyEntries").WithSummary("我的积分明细文件（CSV）。 My entries as a file.")
            .Produces<string>(200, Csv).WithExampleParameter("from", "2026-01-01")
            .WithExampleParameter("to", "2026-12-31");
        points.MapGet("/riders/{id:guid}", GetMyPoints.OfRiderAsync).ForRoles(RidersInScope.Staff)
            .WithName("GetPointsOfRider").WithSummary("骑手的积分，现在或任一过去时刻。 A rider's points, now or at a past moment.")
            .WithExampleParameter("at", Moment);
        points.MapGet("/riders/{id:guid}/entries", ListMyEntries.OfRiderAsync).ForRoles(RidersInScope.Staff)
            .WithName("ListEntriesOfRider").WithSummary("骑手的积分明细。 A rider's entries.")
            .WithExampleParameter("from", "2026-01-01").WithExampleParameter("to", "2026-12-31");
        points.MapGet("/riders/{id:guid}/entries.csv", ListMyEntries.FileOfRiderAsync).ForRoles(RidersInScope.Staff)
            .WithName("DownloadEntriesOfRider").WithSummary("骑手的积分明细文件（CSV）。 A rider's entries as a file.")
            .Produces<string>(200, Csv).WithExampleParameter("from", "2026-01-01")
            .WithExampleParameter("to", "2026-12-31");
    }
}
