using System.Text.Json;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// The turns of a case that everybody hears of who reported or joined it: where it went, what came of it, and whether
/// it was put together with another. What a unit wrote is told to the reporter alone.
/// </summary>
internal static class JoinedNews
{
    public static readonly string[] Kinds =
    [
        "Dispatched", "Resolved", "Verified", "Refuted", "Closed", "Rejected", "Withdrawn", "Merged", "Split",
        "Reopened",
    ];

    /// <summary>
    /// What the ledger does: it pays once for a case, to whom the case names as its reporter, when it ends as solved.
    /// </summary>
    public static readonly Wording Points = new(
        "积分只发给第一位上报人；加入或被合并的骑手不另得积分，但都会收到处理结果。",
        "Points go to the first reporter alone: whoever joined, or was merged, hears the outcome but earns none.");

    /// <param name="into">Number of the case that a merge went to.</param>
    /// <param name="own">It is told to the reporter.</param>
    public static Wording TextOf(CaseEventRow e, RoutingSnapshot snapshot, string? into, bool own)
    {
        var (outcome, unit) = (Outcome(e), NameOf(e.UnitId, snapshot));
        return e.Kind switch
        {
            "Dispatched" => new($"已交给{unit.Zh}办理。", $"Given to {unit.En}."),
            "Resolved" when own => new(
                $"{unit.Zh}已处理完，请您评价。", $"{unit.En} has dealt with it. Please say whether it is solved."),
            "Resolved" => new($"{unit.Zh}已处理完，等待上报人评价。", $"{unit.En} has dealt with it; its reporter is asked."),
            "Verified" => new("现场核验通过：问题已解决。", "Looked at on the spot: it is done."),
            "Refuted" => new("现场核验发现没有解决，重新办理。", "Looked at on the spot: not done, it is taken up again."),
            "Closed" => new($"案件已结束：{outcome.Zh}。", $"The case is closed: {outcome.En}."),
            "Rejected" => new("没有受理。", "It was turned down."),
            "Withdrawn" => new("上报人已撤回。", "Its reporter has withdrawn it."),
            "Merged" => new(
                $"与 {into} 是同一个问题，合并办理；结果会告诉您。",
                $"It is the same as {into}: they are dealt with together, and you will hear."),
            "Split" => new("撤销合并，单独办理。", "The merge was undone; it is dealt with by itself."),
            _ => new("案件重新办理。", "The case was taken up again."),
        };
    }

    /// <summary>The case that a merge went to; null for every other step.</summary>
    public static Guid? IntoOf(CaseEventRow e) =>
        e.Kind == "Merged" && Field(e, "into") is { ValueKind: JsonValueKind.String } into ? into.GetGuid() : null;

    private static Wording Outcome(CaseEventRow e) => Field(e, "outcome")?.GetString() switch
    {
        "Solved" => new("已解决", "solved"),
        "Duplicate" => new("重复上报", "reported before"),
        "Unfounded" => new("不属实", "unfounded"),
        "Rejected" => new("不予受理", "turned down"),
        _ => new("已撤回", "withdrawn"),
    };

    private static Wording NameOf(Guid? unit, RoutingSnapshot snapshot) =>
        unit is { } id && snapshot.Units.GetValueOrDefault(id)?.Name is { } name ? new(name, name)
            : new("承办单位", "the unit");

    private static JsonElement? Field(CaseEventRow e, string name)
    {
        if (e.Data is null)
        {
            return null;
        }

        var data = JsonSerializer.Deserialize<JsonElement>(e.Data);
        return data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) ? value : null;
    }
}
