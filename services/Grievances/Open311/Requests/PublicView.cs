using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Services;
using RiderPlatform.Grievances.Open311.Wire;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Open311.Requests;

/// <summary>A public case as a <c>request</c>, every element of the specification in its order.</summary>
internal sealed class PublicView(RoutingSnapshot snapshot)
{
    /// <summary>As on the hazard map: four decimals of a degree are 11 m.</summary>
    private const int Decimals = 4;

    public Node Of(PublicCase c)
    {
        var row = c.Row;
        var category = snapshot.Categories.GetValueOrDefault(row.Category);
        return Node.Of("request",
            new Node("service_request_id", row.Number),
            new Node("status", row.Status == CaseStatus.Closed ? "closed" : "open"),
            new Node("status_notes", Open311Error.Both(StatusNotes.Of(row.Status, row.Outcome))),
            new Node("service_name", category is null ? row.Category : PublicServices.NameOf(category)),
            new Node("service_code", row.Category),
            new Node("description", PersonalNumbers.Masked(c.Own?.Description)),
            new Node("agency_responsible",
                row.UnitId is { } unit ? snapshot.Units.GetValueOrDefault(unit)?.Name : null),
            new Node("service_notice", null),
            new Node("requested_datetime", c.RequestedAt()),
            new Node("updated_datetime", c.UpdatedAt()),
            // As long after the moment that is shown as the clock gives it, or the due moment would tell the true one.
            new Node("expected_datetime", c.RequestedAt() + (row.RiderDueAt - row.ReportedAt)),
            new Node("address", PersonalNumbers.Masked(c.Own?.Address) ?? AddressOf(row.RegionCode)),
            new Node("address_id", row.RegionCode),
            new Node("zipcode", null),
            new Node("lat", Rounded(row.Latitude, c)),
            new Node("long", Rounded(row.Longitude, c)),
            new Node("media_url", c.Own?.MediaUrls.FirstOrDefault()));
    }

    private static double? Rounded(double? degrees, PublicCase c) =>
        c.Own is null && degrees is { } d ? Math.Round(d, Decimals) : degrees;

    /// <summary>Most specific first: 春熙路街道, 锦江区, 成都市.</summary>
    private string AddressOf(string region) => string.Join(", ", ((int[])[12, 9, 6, 4])
        .Where(l => l <= region.Length).Select(l => snapshot.Regions.OwnNameOf(region[..l])).OfType<string>());
}

/// <summary>Standard sentences on where a case stands: never what staff wrote.</summary>
internal static class StatusNotes
{
    public static Wording Of(CaseStatus status, CaseOutcome? outcome) =>
        status == CaseStatus.Closed && outcome is { } ended ? Ended(ended.ToString()) : StatusWords.Of(status);

    /// <summary>What an event meant for the public; null for one that is nobody else's business.</summary>
    public static Wording? OfEvent(string kind, string? unit, string? outcome) => kind switch
    {
        "Dispatched" => new($"已派单给{unit ?? "承办单位"}。", $"Given to {unit ?? "the unit"}."),
        "Accepted" => new($"{unit ?? "承办单位"}已接单，正在处理。", $"{unit ?? "The unit"} has accepted it and is working on it."),
        "Returned" => new("正在重新安排承办单位。", "It is being reassigned."),
        "Resolved" => new($"{unit ?? "承办单位"}已处理，待确认。", $"{unit ?? "The unit"} has dealt with it; to be confirmed."),
        "Closed" or "Merged" => Ended(outcome),
        "Reopened" or "Split" => new("重新办理。", "It was taken up again."),
        _ => null,
    };

    private static Wording Ended(string? outcome) => outcome switch
    {
        nameof(CaseOutcome.Duplicate) => new("重复上报，并入已有事项。", "Reported before; closed as a duplicate."),
        nameof(CaseOutcome.Unfounded) => new("经核查不属实，已结束。", "Checked and found not to be the case; closed."),
        nameof(CaseOutcome.Withdrawn) => new("上报人撤回，已结束。", "Withdrawn by the reporter; closed."),
        _ => new("已解决。", "Solved."),
    };
}
