using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Verification;

/// <summary>
/// A check as the rider sees it who is asked: the place and the hazard as it was. Blind: neither who reported nor who
/// resolved it, nor what the unit says about it.
/// </summary>
/// <param name="State"><c>Open</c>, <c>Claimed</c> (by the caller), or <c>Answered</c> (by the caller).</param>
/// <param name="ReportBy">Until then the claim is the caller's.</param>
/// <param name="Seen">The caller's own answer.</param>
public sealed record VerificationView(
    Guid Id, Wording CategoryName, Wording LookFor, double Longitude, double Latitude, string? RegionName,
    VerificationState State, int Points, DateTimeOffset? ReportBy, Seen? Seen, double? DistanceMetres,
    IReadOnlyList<string> Photos)
{
    internal static VerificationView Of(
        VerificationRow task, string category, Guid rider, Seen? seen, Position? near, IEnumerable<Guid> photos,
        RoutingSnapshot snapshot)
    {
        var name = CategoryNames.Of(category, snapshot.Categories);
        var mine = task.State == VerificationState.Claimed && task.ClaimedBy == rider;
        return new(
            task.Id, name,
            new($"请到现场看一看“{name.Zh}”是否已经处理好，并拍一张照片。", $"Go and see whether “{name.En}” is dealt with; take a photo."),
            task.Longitude, task.Latitude, snapshot.Regions.NameOf(task.RegionCode),
            seen is not null ? VerificationState.Answered : mine ? VerificationState.Claimed : VerificationState.Open,
            VerificationRules.Points, mine ? task.DueAt : null, seen,
            near is { } here ? Math.Round(here.MetresTo(new(task.Longitude, task.Latitude)), 1) : null,
            [.. photos.Select(p => $"/api/v1/verifications/{task.Id}/photos/{p}")]);
    }
}

/// <summary>The named outcomes as answers.</summary>
internal static class VerificationRefusals
{
    public static readonly Refusal Taken = new(
        409, "TakenByAnother", "已有人前往核验，感谢您的关注。", "Somebody else has taken it. Thank you all the same.");

    public static readonly Refusal NoLonger = new(
        409, "NoLongerNeeded", "案件已有新的进展，无需核验。", "The case has moved on: nobody needs to look any more.");

    public static readonly Refusal NotYours = new(
        409, "NotClaimed", "请先领取该核验任务；超时未提交的任务会被释放。", "Claim it first; a claim runs out.");

    public static Refusal TooFar(double metres) => new(409, "TooFar",
        $"您距离现场 {metres:0} 米，须在 {VerificationRules.WithinMetres:0} 米以内。",
        $"You are {metres:0} metres away; it must be {VerificationRules.WithinMetres:0} or less.");
}
