using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Intake;

/// <summary>Everything that can be wrong with a report's fields, said at once.</summary>
internal static class ClueChecks
{
    public const int MaxText = 1000;

    public static Invalid Of(ReportClue.Request request, RoutingSnapshot snapshot, out Category? category)
    {
        category = request.Category is { } code ? snapshot.Categories.GetValueOrDefault(code) : null;
        var hasBoth = request.Longitude is not null && request.Latitude is not null;
        return new Invalid()
            .When(category is null, "category", "未知类别，见 GET /api/v1/categories。",
                "Unknown category; see GET /api/v1/categories.")
            .When(!Words.AreGood(request.Text, MaxText), "text", $"须为 1–{MaxText} 个字，不含控制字符。",
                $"1–{MaxText} characters, no control characters.")
            .When(!hasBoth
                && (request.Longitude ?? request.Latitude) is not null, "position", "经度和纬度须同时填写。",
                "Give longitude and latitude together.")
            .When(hasBoth && PositionOf(request) is { IsInChina: false }, "position",
                "位置不在中国范围内（经度 73–136，纬度 3–54，WGS-84）。",
                    "The position is not in China (longitude 73–136, latitude 3–54, WGS-84).")
            .When(request.RegionCode is { } region
                && !snapshot.Regions.IsKnown(region), "regionCode", "未知区划代码。", "Unknown region code.");
    }

    public static Position? PositionOf(ReportClue.Request request) =>
        request is { Longitude: { } longitude, Latitude: { } latitude } ? new Position(longitude, latitude) : null;
}
