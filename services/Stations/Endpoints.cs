using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;
using RiderPlatform.Stations.CheckIns;
using RiderPlatform.Stations.Demand;
using RiderPlatform.Stations.Feeds;
using RiderPlatform.Stations.Finding;
using RiderPlatform.Stations.Registration;

namespace RiderPlatform.Stations;

internal static class Endpoints
{
    /// <summary>The subset as users read it; <see cref="Domain.OpeningHours"/> is its definition.</summary>
    private const string HoursHelp = """
        openingHours 采用 OSM opening_hours 的子集（北京时间，精确到分钟，后面的规则覆盖前面的）：
        The subset of OSM opening_hours that is understood (China time, minutes, a later rule decides its days alone):
        `24/7` · `08:00-22:00` · `Mo-Fr 08:30-12:00,13:30-18:00; Sa 09:00-12:00`
        `Mo-Su 18:00-02:00` (过午夜 over midnight) · `Mo-Su 08:00-20:00; We off`
        `Mo-Su 08:00-20:00; PH off` (法定节假日关闭 closed on public holidays)
        `Apr-Oct 07:00-23:00; Nov-Mar 08:00-20:00` · `Dec 24-Jan 02 off` · `2026 Jul 01-2026 Jul 10 00:00-24:00`
        `Mo-Fr 09:00-17:00 "请按门铃"` (注释 a comment)
        调休上班的周六按周五、周日按周一。 A make-up Saturday is a Friday here, a make-up Sunday a Monday.
        不支持周次、学校假期和日出日落。 No weeks, school holidays or sunrise.
        """;

    public static void MapStationsEndpoints(this WebApplication app)
    {
        var stations = app.MapGroup("/api/v1/stations").WithTags("Stations");
        stations.MapGet("/nearest", FindNearest.Handle).AllowAnonymous()
            .WithName("FindNearest").WithSummary("最近的驿站。 The nearest stations.");
        stations.MapGet("/services", ListServices.Handle).AllowAnonymous()
            .WithName("ListServices").WithSummary("驿站提供的服务及名称。 What stations offer, with names.");
        stations.MapGet("/geo", MapStations.Handle).AllowAnonymous()
            .WithName("MapStations").WithSummary("驿站地图数据（GeoJSON，公开）。 Stations on the map, as open GeoJSON.")
            .WithExampleParameter("box", "103.9,30.5,104.2,30.8");
        stations.MapGet("/figures", CountStations.HandleAsync).AllowAnonymous()
            .WithName("CountStations").WithSummary("驿站公开数据：总数、开放、签到。 Open figures: stations, open, check-ins.")
            .WithExampleParameter("at", "2026-01-31T08:30:00+08:00");
        stations.MapGet("/{id:guid}", ReadStation.HandleAsync).AllowAnonymous()
            .WithName("ReadStation").WithSummary("一个驿站。 One station.");
        stations.MapGet("", ListStations.HandleAsync).ForRoles(ListStations.Readers)
            .WithName("ListStations").WithSummary("辖区内的驿站名册。 The register of stations in the caller's scope.");
        stations.MapPost("", RegisterStation.HandleAsync).ForRoles(StationProblems.Owners).Idempotent()
            .WithName("RegisterStation").WithSummary("登记驿站。 Register a station.").WithDescription(HoursHelp);
        stations.MapPut("/{id:guid}", ChangeStation.HandleAsync).ForRoles(StationProblems.Owners).Idempotent()
            .WithName("ChangeStation").WithSummary("修改驿站。 Change a station.");
        stations.MapPut("/{id:guid}/services", ChangeServices.HandleAsync).ForRoles(ChangeServices.Allowed).Idempotent()
            .WithName("ChangeServices").WithSummary("修改服务与开放时间（管理员或驿站管理员）。 Change services and hours; keepers too.");
        stations.MapPut("/{id:guid}/hours-exceptions", ChangeExceptions.HandleAsync)
            .ForRoles(ChangeServices.Allowed).Idempotent()
            .WithName("ChangeHoursExceptions").WithSummary("修改特殊开放时间。 Change the exceptional hours.")
            .WithExample(request: ChangeExceptions.Example);
        stations.MapGet("/hours-preview", PreviewHours.Handle).ForRoles(ChangeServices.Allowed)
            .WithName("PreviewHours").WithSummary("试算开放时间。 What opening hours mean, before they are saved.")
            .WithExampleParameter("hours", "Mo-Fr 08:00-20:00; PH off");
        stations.MapGet("/unmet-searches", ListUnmetSearches.HandleAsync).ForRoles(ListUnmetSearches.Readers)
            .WithName("ListUnmetSearches").WithSummary("没有找到驿站的查询。 Searches that found no station.")
            .WithExampleParameter("from", "2026-11-01");
        stations.MapPost("/{id:guid}/closure", CloseStation.HandleAsync).ForRoles(StationProblems.Owners).Idempotent()
            .WithName("CloseStation").WithSummary("关闭驿站。 Close a station for good.");
        stations.MapPost("/republish", RepublishStations.HandleAsync).ForRoles(Roles.Administrator)
            .WithName("RepublishStations").WithSummary("重新发布全部驿站。 Publish every station again for lagging copies.");
        app.MapCheckIns();
        app.MapFeeds();
    }

    private static void MapCheckIns(this WebApplication app)
    {
        var visits = app.MapGroup("/api/v1/stations/{id:guid}/check-ins").WithTags("Stations");
        visits.MapPost("", RecordCheckIn.HandleAsync).ForRoles(Roles.Rider).Idempotent()
            .WithName("RecordCheckIn").WithSummary("到站签到，半小时内重复算一次。 Check in; once in half an hour.");
        visits.MapGet("", ListCheckIns.HandleAsync).ForRoles(ListCheckIns.Readers)
            .WithName("ListCheckIns").WithSummary("某日签到（骑手匿名）与分时人数。 A day's check-ins and counts by hour.");
        visits.MapGet("/count", ListCheckIns.CountAsync).ForRoles(ListCheckIns.Readers)
            .WithName("CountCheckIns").WithSummary("某日签到人次。 How many checked in on a day.");
    }
}
