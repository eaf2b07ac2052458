using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Pauses;

/// <summary>A request for a pause and what became of it.</summary>
/// <param name="State"><c>Waiting</c>, <c>Approved</c> or <c>Refused</c>.</param>
/// <param name="Until">The pause ends by itself at this moment.</param>
public sealed record PauseView(
    Guid Id, PauseKind Kind, string State, TakeStep.UnitRef Unit, string Reason, DateTimeOffset Until,
    DateTimeOffset RequestedAt, string? Note, DateTimeOffset? DecidedAt)
{
    internal static PauseView Of(PauseRequestRow row, RoutingSnapshot snapshot) => new(
        row.Id, row.Kind, row.Approved switch { null => "Waiting", true => "Approved", _ => "Refused" },
        new(row.UnitId, snapshot.Units.GetValueOrDefault(row.UnitId)?.Name ?? ""), row.Reason, row.Until,
        row.RequestedAt, row.Note, row.DecidedAt);
}

/// <summary>The named outcomes of <see cref="PauseRules"/> as answers.</summary>
internal static class PauseRefusals
{
    public static Refusal Of(string name) => name switch
    {
        "NoClockRuns" => new(409, name, "承办单位的时限没有在计时，不能申请。", "No unit's clock runs: there is nothing to pause."),
        "AlreadyDue" => new(409, name, "时限已到，停表不能消除超期。", "It is due already: a pause does not undo lateness."),
        "AlreadyOver" => new(400, name, "截止时间须在将来。", "The end must lie in the future."),
        "AlreadyExtended" => new(
            409, name, "每次派单只能延期一次。", "A dispatch is extended once; this one was."),
        "TooLong" => new(400, name,
            $"延期最长 {PauseRules.LongestExtension.Days} 天，挂账累计最长 {PauseRules.LongestParking.Days} 天。",
            $"At most {PauseRules.LongestExtension.Days} days more, or {PauseRules.LongestParking.Days} days parked."),
        "AlreadyRequested" => new(
            409, name, "已有申请等待审批。", "A request waits for its decision already."),
        "AlreadyDecided" => new(409, name, "该申请已审批。", "This request was decided already."),
        _ => new(409, name, "案件已改派，该申请失效。", "The case has another unit now: the request is void."),
    };
}
