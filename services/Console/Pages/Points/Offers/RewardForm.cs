using System.Globalization;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.Points.Offers;

/// <summary>What the form of a reward holds, as it was typed: yuan, moments and hours of China.</summary>
public sealed class RewardForm
{
    public static readonly IReadOnlyList<string> Kinds =
        ["Goods", "MealVoucher", "VehicleParts", "Discount", "Cinema", "ChildCare", "RentDeduction"];

    public static readonly IReadOnlyList<string> Owners = ["Street", "Merchant", "Fund"];

    public static readonly IReadOnlyList<string> PostKinds =
    [
        "GridMember", "FoodSafetySupervisor", "PolicyPublicist", "CivilityObserver", "Helper", "OpinionCollector",
        "NeighbourhoodWatch",
    ];

    /// <summary>The API's names of fields → the form's.</summary>
    public static readonly (string Api, string Form)[] Names =
    [
        ("name", "Form.Name"), ("nameEn", "Form.NameEn"), ("kind", "Form.Kind"), ("owner", "Form.Owner"),
        ("regionCode", "Form.Region"), ("pricePoints", "Form.Price"), ("costFen", "Form.Cost"),
        ("stock", "Form.Stock"), ("voucherValidDays", "Form.Valid"), ("activeUntil", "Form.Until"),
        ("limitPerRider", "Form.Limit"), ("limitDays", "Form.LimitDays"), ("posts", "Form.Posts"),
        ("weekdays", "Form.Days"), ("hoursUntil", "Form.HoursUntil"), ("organisationId", "Form.Organisation"),
    ];

    public string? Name { get; set; }

    public string? NameEn { get; set; }

    public string? Kind { get; set; }

    public string? Owner { get; set; }

    public string? Region { get; set; }

    public string? Organisation { get; set; }

    public string? Price { get; set; }

    /// <summary>In yuan.</summary>
    public string? Cost { get; set; }

    public string? Stock { get; set; }

    public string? Valid { get; set; } = "30";

    public string? From { get; set; }

    public string? Until { get; set; }

    public string? Limit { get; set; }

    public string? LimitDays { get; set; }

    public bool MembersOnly { get; set; }

    public List<string> Posts { get; set; } = [];

    /// <summary>1, 2, 4 … 64; none: every day.</summary>
    public List<int> Days { get; set; } = [];

    public string? HoursFrom { get; set; }

    public string? HoursUntil { get; set; }

    public int Revision { get; set; }

    public static RewardForm Of(Api.Catalogue.Reward r) => new()
    {
        Name = r.Name, NameEn = r.NameEn, Kind = r.Kind, Owner = r.Owner, Region = r.RegionCode,
        Organisation = r.OrganisationId?.ToString(), Price = Text(r.PricePoints),
        Cost = (r.CostFen / 100m)?.ToString("0.00", CultureInfo.InvariantCulture), Stock = Text(r.Stock),
        Valid = Text(r.VoucherValidDays), From = ChinaTime.Local(r.ActiveFrom),
        Until = r.ActiveUntil is { } until ? ChinaTime.Local(until) : null,
        Limit = r.LimitPerRider is { } limit ? Text(limit) : null,
        LimitDays = r.LimitDays is { } days ? Text(days) : null, MembersOnly = r.MembersOnly, Posts = [.. r.Posts],
        Days = r.Weekdays == 127 ? []
            : [.. Enumerable.Range(0, 7).Select(i => 1 << i).Where(d => (r.Weekdays & d) != 0)],
        HoursFrom = Clock(r.HoursFrom), HoursUntil = Clock(r.HoursUntil), Revision = r.Revision,
    };

    /// <summary>As the API takes it; what cannot be read is a number that it refuses.</summary>
    public object Body(Guid? id) => new
    {
        Id = id, Name, NameEn = string.IsNullOrWhiteSpace(NameEn) ? null : NameEn, Kind, Owner,
        RegionCode = Region?.Trim() ?? "",
        OrganisationId = Guid.TryParse(Organisation, out var one) ? one : (Guid?)null,
        PricePoints = Whole(Price) ?? 0, CostFen = Money.FenOf(Cost) ?? -1, Stock = Whole(Stock) ?? -1,
        VoucherValidDays = Whole(Valid) ?? 0, ActiveFrom = ChinaTime.Read(From), ActiveUntil = ChinaTime.Read(Until),
        LimitPerRider = Blank(Limit) ? (int?)null : Whole(Limit) ?? 0,
        LimitDays = Blank(LimitDays) ? (int?)null : Whole(LimitDays) ?? 0,
        MembersOnly, Posts, Weekdays = Days.Count == 0 ? 127 : Days.Distinct().Sum(),
        HoursFrom = Time(HoursFrom), HoursUntil = Time(HoursUntil), Revision,
    };

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);

    private static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var one) ? one : null;

    private static TimeOnly? Time(string? text) =>
        TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;

    private static string? Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
