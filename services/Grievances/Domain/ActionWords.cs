namespace RiderPlatform.Grievances.Domain;

/// <summary>Why an action is not open, in words that say what would have to happen first.</summary>
public static class ActionWords
{
    /// <param name="refused">The named outcome of <see cref="CaseDecisions.Consider"/>.</param>
    /// <param name="who">The roles that may do it; <see cref="TransitionTable.WhoMay"/>.</param>
    /// <param name="waitUntil">For <c>TooEarly</c>: when it opens.</param>
    public static Wording Why(
        string refused, CaseAction action, IReadOnlyCollection<string> who, DateTimeOffset? waitUntil)
    {
        var (verb, verbEn) = (Verb(action).Zh, Verb(action).En);
        return refused switch
        {
            "NotYourRole" => new(
                $"这一步由{string.Join("、", who.Select(r => Role(r).Zh))}操作，您不能{verb}。",
                $"Only {string.Join(" or ", who.Select(r => Role(r).En))} can {verbEn} this case."),
            "NotDispatched" => new(
                $"等待派单员派单后才能{verb}。", $"Wait until a dispatcher has dispatched it, then you can {verbEn} it."),
            "NotAccepted" => new(
                $"等待承办单位接单后才能{verb}。", $"Wait until the unit has accepted it, then you can {verbEn} it."),
            "NotResolved" => new(
                $"等待承办单位办结后才能{verb}。", $"Wait until the unit has resolved it, then you can {verbEn} it."),
            "NotCalledBack" => new(
                $"等待承办单位办结、骑手回访后才能{verb}。",
                $"Wait until the unit has resolved it and the rider has been called back, then you can {verbEn} it."),
            "NotReturned" => new(
                $"只有被退回的案件才能{verb}。", $"Only what a unit has returned: there is no return to {verbEn}."),
            "NotClosed" => new(
                $"等待骑手回访或案件销号后才能{verb}。",
                $"Wait until the rider has been called back or the case is closed, then you can {verbEn} it."),
            "TooManyReturns" => new(
                "已退单两次，按首接负责制不能再退；请接单办理，或请派单员改派。",
                "Returned twice already: by the first-receiver rule accept it, or ask the dispatcher to move it."),
            "TooLate" => new(
                $"销号已超过 30 天，不能再{verb}；请重新上报。",
                $"Closed more than 30 days ago: report it anew, you can no longer {verbEn} it."),
            "NotMerged" => new("案件没有合并过，无需拆分。", "It was not merged into another; there is nothing to split."),
            "TooEarly" => new(
                $"等待骑手回访；若一直没有回访，{China(waitUntil)}起可以{verb}。",
                $"Wait for the rider's callback; if none comes you can {verbEn} it from {China(waitUntil)} in China."),
            _ => new(
                $"{Past(refused).Zh}，不能再{verb}{(action == CaseAction.Reopen ? "" : "；如需继续办理，须先重新打开")}。",
                $"{Past(refused).En}; a dispatcher would have to reopen it before you can {verbEn} it."),
        };
    }

    public static Wording Verb(CaseAction action) => action switch
    {
        CaseAction.Triage => new("研判", "triage"),
        CaseAction.Dispatch => new("派单", "dispatch"),
        CaseAction.Accept => new("接单", "accept"),
        CaseAction.Return => new("退单", "return"),
        CaseAction.RefuseReturn => new("驳回退单", "send back"),
        CaseAction.Start => new("开始处置", "start"),
        CaseAction.Resolve => new("办结", "resolve"),
        CaseAction.Verify => new("核验通过", "verify"),
        CaseAction.Refute => new("核验不通过", "refute"),
        CaseAction.CallBack => new("评价", "rate"),
        CaseAction.Close => new("销号", "close"),
        CaseAction.Reject => new("不予受理", "reject"),
        CaseAction.Withdraw => new("撤回", "withdraw"),
        CaseAction.Merge => new("合并", "merge"),
        CaseAction.Split => new("拆分", "split"),
        _ => new("重新打开", "reopen"),
    };

    public static Wording Role(string role) => role switch
    {
        "rider" => new("上报的骑手", "the rider who reported it"),
        "handler" => new("承办单位", "the unit that answers for it"),
        "dispatcher" => new("派单员", "a dispatcher"),
        "secretary" => new("支部书记", "a secretary"),
        _ => new("督办人员", "a supervisor"),
    };

    private static Wording Past(string refused) => refused switch
    {
        "AlreadyDispatched" => new("案件已派单", "The case has been dispatched"),
        "AlreadyAccepted" => new("案件已接单", "The case has been accepted"),
        "AlreadyInProgress" => new("承办单位正在处置", "The unit is at work"),
        "AlreadyResolved" => new("案件已办结", "The case has been resolved"),
        "AlreadyVerified" => new("案件已核验", "The case has been verified"),
        "AlreadyCalledBack" => new("骑手已评价", "The rider has answered already"),
        _ => new("案件已销号", "The case is closed"),
    };

    private static string China(DateTimeOffset? moment) =>
        moment is { } at ? $"{at.ToOffset(ChinaTime.Offset):yyyy-MM-dd HH:mm}" : "";
}
