using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Intake;

/// <summary>Everything that can be wrong with a report's fields, said at once.</summary>
internal static class ClueChecks
{
    public const int MaxText = 1000;

    /// <param name="kind">What the route takes, or the request says.</param>
    /// <param name="answers">To the category's form.</param>
    public static Invalid Of(
        ReportClue.Request request, CaseKind kind, RoutingSnapshot snapshot, out Category? category,
        out IReadOnlyList<FormAnswer> answers)
    {
        category = request.Category is { } code && snapshot.Categories.GetValueOrDefault(code) is { } known
            && known.IsOfferedFor(kind) ? known : null;
        answers = [];
        var invalid = OfFields(request, snapshot, category);
        if (category is not null && (category.Form.Count > 0 || request.Answers is not null))
        {
            answers = FormCheck.Read(category.Form, request.Answers, out var wrong);
            foreach (var (field, what) in wrong)
            {
                invalid.Add($"answers.{field}", what.Zh, what.En);
            }
        }

        return invalid;
    }

    private static Invalid OfFields(ReportClue.Request request, RoutingSnapshot snapshot, Category? category)
    {
        var hasBoth = request.Longitude is not null && request.Latitude is not null;
        return new Invalid()
            .When(category is null, "category", "没有这个类别，见 GET /api/v1/categories。",
                "No such category for this kind; see GET /api/v1/categories.")
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
