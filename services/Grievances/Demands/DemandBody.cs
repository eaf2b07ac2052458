using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Demands;

/// <summary>What a demand says; the same for publishing and for editing.</summary>
/// <param name="Kind">One of the four kinds of volunteer work: the categories under <c>demand</c>.</param>
/// <param name="Longitude">WGS-84.</param>
/// <param name="RegionCode">Where the position does not tell the street.</param>
/// <param name="Address">How to find the place.</param>
/// <param name="From">In the future.</param>
/// <param name="To">Not part of the window any more; at most a day after <paramref name="From"/>.</param>
/// <param name="Wanted">1–100 people.</param>
/// <param name="Points">0–100 for each whose work is verified.</param>
/// <param name="TeamId">An organisation that the hours go to, beside the rider.</param>
/// <param name="Contact">Shown to those who have claimed, and to nobody else.</param>
/// <param name="Version">For an edit: the version that was seen.</param>
public sealed record DemandBody(
    string? Kind, string? Title, string? Text, double? Longitude, double? Latitude, string? RegionCode,
    string? Address, DateTimeOffset? From, DateTimeOffset? To, int? Wanted, int? Points, Guid? TeamId, string? Contact,
    int? Version = null)
{
    internal static readonly DemandBody Example = new(
        "demand.delivery", "给行动不便的老人送午餐", "长者食堂取餐，送到三位老人家中，约 1 公里。", 104.081, 30.657,
        null, "春熙路街道长者食堂门口", new(2027, 1, 10, 3, 0, 0, TimeSpan.Zero),
        new(2027, 1, 10, 5, 0, 0, TimeSpan.Zero), 3, 20, null, "社区小王 028-86660000");

    private const int MaxTitle = 60;
    private const int MaxText = 1000;
    private const int MaxAddress = 100;

    internal Position Place => new(Longitude ?? double.NaN, Latitude ?? double.NaN);

    internal DateTimeOffset Starts => Micro(From!.Value);

    internal DateTimeOffset Ends => Micro(To!.Value);

    internal (FoundRegion? Region, Invalid Invalid) Check(RoutingSnapshot snapshot, DateTimeOffset now)
    {
        var invalid = new Invalid()
            .When(Kind is null || snapshot.Categories.GetValueOrDefault(Kind)?.IsOfferedFor(CaseKind.Demand) != true,
                "kind", "请选择任务类别，见 GET /api/v1/categories?kind=Demand。",
                "One of GET /api/v1/categories?kind=Demand.")
            .When(!Words.AreGood(Title, MaxTitle), "title", $"1–{MaxTitle} 个字。", $"1–{MaxTitle} characters.")
            .When(!Words.AreGood(Text, MaxText), "text", $"1–{MaxText} 个字。", $"1–{MaxText} characters.")
            .When(!Words.AreGood(Address, MaxAddress), "address", $"1–{MaxAddress} 个字。",
                $"1–{MaxAddress} characters.")
            .When(!Words.AreGood(Contact, MaxAddress), "contact", $"1–{MaxAddress} 个字。",
                $"1–{MaxAddress} characters.")
            .When(Wanted is not (>= 1 and <= DemandRules.MostWanted), "wanted", "人数为 1–100。", "1–100 people.")
            .When(Points is not (>= 0 and <= DemandRules.MostPoints), "points", "积分为 0–100。", "0–100 points.")
            .When(TeamId is { } team && snapshot.Units.GetValueOrDefault(team) is not { Active: true }, "teamId",
                "没有这个组织。", "There is no such organisation.")
            .When(RegionCode is { } code && !snapshot.Regions.IsKnown(code), "regionCode", "没有这个区划代码。",
                "Unknown region code.")
            .When(!Place.IsInChina, "position", "请填写中国范围内的经纬度（WGS-84）。",
                "Give longitude and latitude in China (WGS-84).");
        CheckWindow(invalid, now);
        if (invalid.Any)
        {
            return (null, invalid);
        }

        var region = snapshot.Regions.Find(Place, RegionCode);
        return (region, invalid.When(region is null, "regionCode", "请填写所在街道或社区的区划代码。",
            "Name the street or community."));
    }

    private void CheckWindow(Invalid invalid, DateTimeOffset now)
    {
        if (From is not { Year: >= 2000 and <= 2100 } from || To is not { Year: >= 2000 and <= 2100 } to)
        {
            invalid.Add("from", "请填写开始和结束时间。", "Say from when to when.");
            return;
        }

        invalid
            .When(from <= now, "from", "开始时间须在将来。", "It must begin in the future.")
            .When(from > now + DemandRules.FurthestAhead, "from", $"最多提前 {DemandRules.FurthestAhead.Days} 天发布。",
                $"At most {DemandRules.FurthestAhead.Days} days ahead.")
            .When(to <= from, "to", "结束须晚于开始。", "It must end after it begins.")
            .When(to - from > DemandRules.LongestWindow, "to", "一次最长 24 小时，更长请分多次发布。",
                "At most 24 hours; publish several for more.");
    }

    private static DateTimeOffset Micro(DateTimeOffset at) =>
        at.ToUniversalTime().AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
