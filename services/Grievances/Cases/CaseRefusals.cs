using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// The transition table's named outcomes as answers; a conflict says who has the case now, and in which state.
/// </summary>
internal static class CaseRefusals
{
    private static readonly Dictionary<string, (string Zh, string En)> Conflicts = new()
    {
        ["Stale"] = (Refusal.Stale.Zh, Refusal.Stale.En),
        ["AlreadyDispatched"] = ("案件已派单。", "The case has been dispatched already."),
        ["AlreadyAccepted"] = ("案件已被接单，无需再次操作。", "The case has been accepted already."),
        ["AlreadyTriaged"] = ("案件已研判，等待派单。", "The case has been looked at already and waits to be dispatched."),
        ["AlreadyInProgress"] = ("承办单位正在处置。", "The unit is at work already."),
        ["AlreadyVerified"] = ("案件已核验，等待回访。", "The case has been verified already and waits for the callback."),
        ["NotReturned"] = ("案件没有被退回。", "The case was not returned."),
        ["TooLate"] = ("销号已超过 30 天，不能重新打开；如有新情况请重新上报。",
            "Closed more than 30 days ago: report it anew, it is not reopened any more."),
        ["AlreadyResolved"] = ("案件已办结，等待回访。", "The case has been resolved already and waits for the callback."),
        ["AlreadyCalledBack"] = ("案件已回访，等待销号。", "The rider has been called back already."),
        ["AlreadyClosed"] = ("案件已销号。如需继续办理，请由派单员重新打开。", "The case is closed. A dispatcher may reopen it."),
        ["NotDispatched"] = ("案件尚未派单，请等待派单员处理。", "The case is not dispatched; a dispatcher decides first."),
        ["NotAccepted"] = ("案件尚未接单，请先接单。", "The case is not accepted yet. Accept it first."),
        ["NotResolved"] = ("案件尚未办结。", "The case is not resolved yet."),
        ["NotCalledBack"] = ("案件尚未回访，不能销号。", "The rider has not been called back yet."),
        ["NotClosed"] = ("案件尚未销号，无需重新打开。", "The case is not closed; there is nothing to reopen."),
        ["TooManyReturns"] = ("该案件已退单两次，按首接负责制不得再退，请接单办理或请派单员协调。",
            "Returned twice already: by the first-receiver rule not again. Accept it, or ask the dispatcher."),
        ["TooEarly"] =
            ("骑手尚未回访，办结满 72 小时后才可直接销号。",
            "The rider has not answered; closing without the callback is open 72 hours after it was resolved."),
        ["NotMerged"] = ("案件没有合并过，无需拆分。", "It was not merged into another; there is nothing to split."),
        ["OutcomeNotAllowed"] = ("当前状态不能以此结果销号。", "The case cannot be closed with this outcome in its present state."),
    };

    private static readonly Dictionary<string, (string Zh, string En)> Fields = new()
    {
        ["unitId"] = ("请选择承办单位。", "Name the unit."),
        ["reason"] = ("请填写原因。", "Give the reason."),
        ["note"] = ("请填写办理情况。", "Say what was done."),
        ["evidence"] =
            ("线索办结须附至少 1 张现场照片（multipart/form-data 的 photos）。",
            "Resolving a clue needs at least one photo as evidence (photos of multipart/form-data)."),
        ["into"] = ("请选择合并到哪个案件。", "Name the case to merge it into."),
        ["reasonCode"] = ("请选择退单原因：NotOurDuty、NotOurArea、OthersFirst 或 NotEnoughInformation。",
            "Give the reason: NotOurDuty, NotOurArea, OthersFirst or NotEnoughInformation."),
        ["duty"] = ("请写明依据的职责或文件条款。", "Name the duty, or the rule, that you cite."),
        ["proof"] = ("请附佐证：照片，或文件编号、界线、合同等文字说明。",
            "Show it: photos, or in words a document's number, a boundary, a contract."),
        ["category"] = ("请选择新的类别或等级。", "Give the other category or severity."),
        ["solved"] = ("请选择是否解决：Solved、Partly 或 NotSolved。", "Say whether it is solved: Solved, Partly or NotSolved."),
        ["satisfaction"] =
            ("请选择是否满意：Satisfied、Fair 或 NotSatisfied。", "Say how satisfied: Satisfied, Fair or NotSatisfied."),
        ["outcome"] =
            ("请选择销号结果：Solved、Duplicate、Unfounded 或 Withdrawn。",
            "Give the outcome: Solved, Duplicate, Unfounded or Withdrawn."),
    };

    public static ProblemHttpResult Of(CaseDecision decision, CaseRow row, RoutingSnapshot snapshot)
    {
        switch (decision.Refused)
        {
            case "NotYourRole":
                return Refusal.Forbidden.ToProblem();
            case "MissingFields":
                var invalid = new Invalid();
                foreach (var field in decision.Missing)
                {
                    invalid.Add(field, Fields[field].Zh, Fields[field].En);
                }

                return invalid.ToProblem();
            default:
                var (zh, en) = Conflicts[decision.Refused!];
                return new Refusal(409, decision.Refused!, zh, en).ToProblem(Standing(row, snapshot));
        }
    }

    /// <summary>Null when the case may be given to the unit.</summary>
    public static ProblemHttpResult? OfUnit(Guid unitId, CaseRow row, RoutingSnapshot snapshot)
    {
        var unit = snapshot.Units.GetValueOrDefault(unitId);
        var invalid = new Invalid()
            .When(unit is not { Active: true }, "unitId", "没有这个承办单位，或已撤销。",
                "There is no such unit, or it was dissolved.")
            .When(unit is { Active: true }
                && !row.RegionCode.StartsWith(unit.RegionCode, StringComparison.Ordinal), "unitId",
                "该单位不负责案件所在区域。", "The unit does not answer for the region of the case.")
            .When(unit is { Active: true }
                && snapshot.Categories.GetValueOrDefault(row.Category) is { } known && !known.IsFor(unit.RegionCode),
                "unitId", "这类事项须由更高层级的单位办理，不能下派。", "A unit of a higher level must do this; it is not passed down.");
        return invalid.Any ? invalid.ToProblem() : null;
    }

    public static ProblemHttpResult NoSuchUnit(string field) =>
        new Invalid().Add(field, "没有这个承办单位，或已撤销。", "There is no such unit, or it was dissolved.").ToProblem();

    private static (string Name, object? Value)[] Standing(CaseRow row, RoutingSnapshot snapshot) =>
    [
        ("currentOwner", row.UnitId is { } id
            ? new { id = (Guid?)id, name = snapshot.Units.GetValueOrDefault(id)?.Name ?? "" }
            : new { id = (Guid?)null, name = "派单员" }),
        ("caseStatus", row.Status.ToString()),
        ("version", row.Version),
        ("acceptedBy", row.AcceptedBy),
    ];
}
