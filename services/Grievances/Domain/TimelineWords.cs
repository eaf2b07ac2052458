namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// One step in the life of a case as a sentence: for those who work on it, and plainer for its rider.
/// </summary>
public static class TimelineWords
{
    /// <param name="Kind">The event's kind: <c>Registered</c>, <c>Dispatched</c>, …</param>
    /// <param name="BySystem">Done by the platform itself.</param>
    public sealed record Told(
        string Kind, bool BySystem, string? Unit, Wording Category, string Place, string Number, string? Note,
        bool? Satisfied, int? Rating, string? Outcome)
    {
        /// <summary>Who registered it, where that was no rider: a role.</summary>
        public string? Registrar { get; init; }
    }

    public static Wording ForStaff(Told told)
    {
        var (zh, en) = UnitOf(told);
        return Noted(told, told.Kind switch
        {
            "Registered" when told.Registrar is { } role => new(
                $"{ActionWords.Role(role).Zh}登记“{told.Category.Zh}”，地点 {told.Place}，编号 {told.Number}。",
                $"Registered by {ActionWords.Role(role).En}: “{told.Category.En}” in {told.Place} as {told.Number}."),
            "Registered" => new(
                $"骑手上报“{told.Category.Zh}”，已登记在{told.Place}，编号 {told.Number}。",
                $"A rider reported “{told.Category.En}”; registered in {told.Place} as {told.Number}."),
            "Dispatched" when told.BySystem => new($"系统按职责自动派单给{zh}。", $"Dispatched by duty to {en}."),
            "Dispatched" => new($"派单员派单给{zh}。", $"A dispatcher gave it to {en}."),
            "Accepted" => new($"{zh}已接单。", $"{en} has accepted it."),
            "Returned" => new($"{zh}退单，等待派单员处理。", $"{en} returned it; a dispatcher decides."),
            "Resolved" => new($"{zh}已办结，等待骑手回访。", $"{en} has resolved it; the rider is asked."),
            "CalledBack" => new(
                $"骑手{(told.Satisfied == true ? "满意" : "不满意")}，评分 {told.Rating} 分。",
                $"The rider is {(told.Satisfied == true ? "" : "not ")}satisfied and gave {told.Rating} of 5."),
            "Closed" => new(
                $"派单员销号：{OutcomeOf(told).Zh}。", $"A dispatcher closed it: {OutcomeOf(told).En}."),
            "Reopened" => new("派单员重新打开案件。", "A dispatcher reopened the case."),
            _ => new(told.Kind, told.Kind),
        });
    }

    public static Wording ForRider(Told told)
    {
        var (zh, en) = UnitOf(told);
        return Noted(told, told.Kind switch
        {
            "Registered" => new(
                $"已收到您上报的“{told.Category.Zh}”（{told.Place}），编号 {told.Number}。",
                $"We have your report “{told.Category.En}” ({told.Place}); its number is {told.Number}."),
            "Dispatched" => new($"已交给{zh}办理，等待接单。", $"Given to {en}, who must accept it next."),
            "Accepted" => new($"{zh}已接单，正在处理。", $"{en} has accepted it and is working on it."),
            "Returned" => new($"{zh}认为不归其负责，正在重新安排。", $"{en} says it is not theirs; it is being reassigned."),
            "Resolved" => new($"{zh}已处理完，请您评价。", $"{en} has dealt with it. Please say whether it is solved."),
            "CalledBack" => new(
                $"您评价：{(told.Satisfied == true ? "满意" : "不满意")}，{told.Rating} 分。",
                $"You said: {(told.Satisfied == true ? "" : "not ")}satisfied, {told.Rating} of 5."),
            "Closed" => new($"案件已结束：{OutcomeOf(told).Zh}。", $"The case is closed: {OutcomeOf(told).En}."),
            "Reopened" => new("案件重新办理。", "The case was taken up again."),
            _ => new(told.Kind, told.Kind),
        });
    }

    private static (string Zh, string En) UnitOf(Told told) =>
        (told.Unit ?? "承办单位", told.Unit ?? "the unit");

    private static Wording Noted(Told told, Wording text) =>
        told.Note is not { } note || told.Kind is "Registered" or "Accepted" or "Closed" ? text
            : new($"{text.Zh}说明：{note}", $"{text.En} Note: {note}");

    private static Wording OutcomeOf(Told told) => told.Outcome switch
    {
        "Solved" => new("已解决", "solved"),
        "Duplicate" => new("重复上报", "reported before"),
        "Unfounded" => new("不属实", "unfounded"),
        _ => new("上报人撤回", "withdrawn by the reporter"),
    };
}
