using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Warnings;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>
/// An appeal as it was meant: what a warning fills in is filled in, everything is checked field by field.
/// </summary>
internal sealed class AppealDraft
{
    private const int MaxText = 1000;

    /// <summary>Platforms keep their records of an order for half a year; nobody remembers longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(180);

    private static readonly TimeSpan LongestOrder = TimeSpan.FromDays(2);

    public const string WeatherReason = "appeal.weather";

    public required Unit? Platform { get; init; }

    public required string Reference { get; init; }

    public required Category? Category { get; init; }

    public required Penalty Penalty { get; init; }

    public required Position? Position { get; init; }

    public required FoundRegion? Region { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required string Text { get; init; }

    public Invalid Invalid { get; } = new();

    /// <param name="named">The warning that the request names; null where it names none.</param>
    public static AppealDraft Of(
        FileAppeal.Request r, WarningView? named, RoutingSnapshot snapshot, DateTimeOffset now)
    {
        var code = r.Category ?? (named is null ? null : WeatherReason);
        var category = code is null ? null : snapshot.Categories.GetValueOrDefault(code);
        var position = r is { Longitude: { } longitude, Latitude: { } latitude }
            ? new Position(longitude, latitude) : default(Position?);
        var known = r.RegionCode is null || snapshot.Regions.IsKnown(r.RegionCode);
        var region = known && position is null or { IsInChina: true }
            ? snapshot.Regions.Find(position, r.RegionCode) : null;
        if (region is null && known && position is null && named is not null)
        {
            (position, region) = PlaceOf(named, snapshot);
        }

        var end = r.OrderTo ?? (named is null ? r.OrderFrom : Earlier(named.EndedAt ?? named.Until, now));
        var draft = new AppealDraft
        {
            Platform = r.Platform is { } id ? snapshot.Units.GetValueOrDefault(id) : null,
            Reference = r.OrderReference?.Trim() ?? "",
            Category = category?.IsOfferedFor(CaseKind.Appeal) == true ? category : null,
            Penalty = new(Enum.TryParse<PenaltyKind>(r.PenaltyKind, out var kind) ? kind : default, r.PenaltyAmount),
            Position = position, Region = region,
            From = (r.OrderFrom ?? named?.From ?? default).ToUniversalTime(),
            To = (end ?? default).ToUniversalTime(),
            Text = string.IsNullOrWhiteSpace(r.Text) && named is not null
                ? $"气象预警期间被处罚：{named.Headline ?? named.Event}" : r.Text ?? "",
        };
        draft.Check(r, named, known, now);
        return draft;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    /// <summary>The first of its areas that is a place of ours.</summary>
    private static (Position?, FoundRegion?) PlaceOf(WarningView named, RoutingSnapshot snapshot)
    {
        foreach (var area in named.Parts.SelectMany(p => p.Areas))
        {
            if (area.Codes.FirstOrDefault(snapshot.Regions.IsKnown) is { } code)
            {
                return (null, snapshot.Regions.Find(null, code));
            }

            var middles = area.Circles.Select(c => new Position(c.Longitude, c.Latitude)).Concat(
                area.Polygons.Select(p => new Position(p.Average(x => x[0]), p.Average(x => x[1]))));
            foreach (var middle in middles.Where(m => m.IsInChina))
            {
                if (snapshot.Regions.Find(middle, null) is { } found)
                {
                    return (middle, found);
                }
            }
        }

        return (null, null);
    }

    private void Check(FileAppeal.Request r, WarningView? named, bool known, DateTimeOffset now)
    {
        Invalid
            .When(Platform is not { Kind: AppealAccess.PlatformKind, Active: true }, "platform",
                "请选择平台企业，见 GET /api/v1/appeals/platforms。", "Name one of GET /api/v1/appeals/platforms.")
            .When(Platform is not null && Region is not null
                && !Region.Code.StartsWith(Platform.RegionCode, StringComparison.Ordinal), "platform",
                "该平台企业不在订单所在区域。", "This platform does not answer for the place of the order.")
            .When(!Words.AreGood(r.OrderReference, AppealRules.MaxReference) || Reference.Any(char.IsControl),
                "orderReference", $"请填写平台订单号，1–{AppealRules.MaxReference} 个字。",
                $"The platform's order number, 1–{AppealRules.MaxReference} characters.")
            .When(Category is null, "category", "请选择申诉原因，见 GET /api/v1/categories?kind=Appeal。",
                "A reason of GET /api/v1/categories?kind=Appeal.")
            .When(!known, "regionCode", "未知区划代码。", "Unknown region code.")
            .When((r.Longitude is null) != (r.Latitude is null), "position", "经度和纬度须同时填写。",
                "Give longitude and latitude together.")
            .When(known && Region is null, "position", "请填写订单位置（中国范围内，WGS-84）或区划代码。",
                "Say where the order was: a position in China (WGS-84) or a region code.")
            .When(!Words.AreGood(Text, MaxText), "text", $"须为 1–{MaxText} 个字，不含控制字符。",
                $"1–{MaxText} characters, no control characters.");
        CheckPenalty(r, named);
        CheckTime(r, named, now);
    }

    private void CheckPenalty(FileAppeal.Request r, WarningView? named) => Invalid
        .When(r.PenaltyKind is null ? named is null : !Enum.GetNames<PenaltyKind>().Contains(r.PenaltyKind),
            "penaltyKind", "须为 Money（扣款）、Points（扣分）或 Suspension（停派）。", "Money, Points or Suspension.")
        .When(r.PenaltyAmount is < 1 or > AppealRules.MaxAmount, "penaltyAmount",
            $"须为 1–{AppealRules.MaxAmount}。", $"From 1 to {AppealRules.MaxAmount}.")
        .When(r.PenaltyAmount is null && named is null && Penalty.Kind != PenaltyKind.Suspension, "penaltyAmount",
            "请填写扣款（分）或扣分数额。", "How much: in fen, or in points.");

    private void CheckTime(FileAppeal.Request r, WarningView? named, DateTimeOffset now)
    {
        Invalid
            .When(r.OrderFrom is null && named is null, "orderFrom", "请填写接单时间。", "When the order was taken.")
            .When(From != default && (From > now || From < now - Longest), "orderFrom",
                "须在过去 180 天内。", "Within the past 180 days.")
            .When(To < From || (r.OrderTo is not null && To - From > LongestOrder), "orderTo",
                "不能早于接单时间，且不超过两天。", "Not before it was taken, and at most two days later.")
            .When(To > now, "orderTo", "不能在将来。", "Not in the future.")
            .When(r.Warning is not null && named is null, "warning", "没有这条预警。", "There is no such warning.")
            .When(named is not null && Region is not null && !Covers(named), "warning",
                "订单的时间和地点不在该预警范围内。", "The order does not lie inside this warning.");
    }

    private bool Covers(WarningView named) => named.Status == "Actual" && named.MsgType is ("Alert" or "Update")
        && named.Parts.Any(p => p.Covers(Position, Region!.Code, From, To, named.EndedAt));
}
