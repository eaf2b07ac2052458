namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// One step in the life of a case as a sentence: for those who work on it, and plainer for its rider.
/// </summary>
public static class TimelineWords
{
    /// <summary>The registrar's name of another system: no role of ours.</summary>
    public const string ThroughOpen311 = "open311";

    /// <param name="Kind">The event's kind: <c>Registered</c>, <c>Dispatched</c>, …</param>
    /// <param name="BySystem">Done by the platform itself.</param>
    public sealed record Told(
        string Kind, bool BySystem, string? Unit, Wording Category, string Place, string Number, string? Note,
        Solved? Solved, Satisfaction? Satisfaction, string? Outcome)
    {
        /// <summary>Who registered it, where that was no rider: a role.</summary>
        public string? Registrar { get; init; }

        /// <summary>Number of the case that it was merged into.</summary>
        public string? Into { get; init; }

        /// <summary>Who did it: a role, or <c>system</c>.</summary>
        public string Role { get; init; } = "";

        /// <summary>For a triage that changed something: what the case is about now.</summary>
        public Wording? Now { get; init; }

        public ReturnReason? Because { get; init; }

        /// <summary>The duty that a return cites.</summary>
        public string? Duty { get; init; }

        /// <summary>Where and when the evidence was photographed.</summary>
        public SpotCheck? Spot { get; init; }

        /// <summary>What whoever resolved it answered to the category's form.</summary>
        public IReadOnlyList<FormAnswer> Answers { get; init; } = [];

        /// <summary>Happened before the case was imported.</summary>
        public bool Imported { get; init; }
    }

    public static Wording ForStaff(Told told)
    {
        var (zh, en) = UnitOf(told);
        return Noted(told, told.Kind switch
        {
            "Registered" when told.Registrar == ThroughOpen311 => new(
                $"经 Open311 上报“{told.Category.Zh}”，已登记在{told.Place}，编号 {told.Number}。",
                $"“{told.Category.En}” came through Open311; registered in {told.Place} as {told.Number}."),
            "Registered" when told.Registrar is { } role => new(
                $"{ActionWords.Role(role).Zh}登记“{told.Category.Zh}”，地点 {told.Place}，编号 {told.Number}。",
                $"Registered by {ActionWords.Role(role).En}: “{told.Category.En}” in {told.Place} as {told.Number}."),
            "Registered" => new(
                $"骑手上报“{told.Category.Zh}”，已登记在{told.Place}，编号 {told.Number}。",
                $"A rider reported “{told.Category.En}”; registered in {told.Place} as {told.Number}."),
            "Imported" => new(
                $"从旧系统导入“{told.Category.Zh}”，地点 {told.Place}，编号 {told.Number}。",
                $"Imported from an older system: “{told.Category.En}” in {told.Place} as {told.Number}."),
            "Closed" when told.Imported => new(
                $"在旧系统中已结束：{OutcomeOf(told).Zh}。", $"Closed in the older system: {OutcomeOf(told).En}."),
            "Triaged" when told.Now is { } now => new($"派单员研判：改为“{now.Zh}”。", $"Looked at: it is “{now.En}”."),
            "Triaged" => new("派单员研判，类别与等级无误。", "Looked at: category and severity are right."),
            "Dispatched" when told.BySystem => new($"系统按职责自动派单给{zh}。", $"Dispatched by duty to {en}."),
            "Dispatched" => new($"派单员派单给{zh}。", $"A dispatcher gave it to {en}."),
            "Accepted" => new($"{zh}已接单。", $"{en} has accepted it."),
            "Returned" when told.Because is { } why => new(
                $"{zh}退单（{LifeWords.Of(why).Zh}），依据：{told.Duty}；等待派单员审核。",
                $"{en} returned it ({LifeWords.Of(why).En}), citing: {told.Duty}. A dispatcher decides."),
            "Returned" => new($"{zh}退单，等待派单员处理。", $"{en} returned it; a dispatcher decides."),
            "ReturnRefused" => new($"派单员驳回退单，仍由{zh}办理。", $"A dispatcher refused the return; {en} keeps it."),
            "Started" => new($"{zh}开始处置。", $"{en} is at work."),
            "Resolved" => new($"{zh}已办结，等待骑手回访。", $"{en} has resolved it; the rider is asked."),
            "Verified" => new("核验通过：问题已解决。", "Verified: it is done."),
            "Refuted" => new("核验不通过，重新办理。", "Verified: it is not done; it is taken up again."),
            "CalledBack" when told.Role != "rider" => new(
                $"电话回访：{Answered(told).Zh}。", $"Called back by telephone: {Answered(told).En}."),
            "CalledBack" => new($"骑手评价：{Answered(told).Zh}。", $"The rider says: {Answered(told).En}."),
            "Rejected" => new("派单员不予受理。", "A dispatcher turned it down."),
            "Withdrawn" => new("上报人撤回。", "The reporter withdrew it."),
            "Closed" when told.BySystem => new(
                "骑手 7 天未评价，系统销号：已解决。", "The rider did not answer in 7 days; closed as solved."),
            "Reopened" when told.BySystem => new("系统重新打开案件。", "The platform reopened the case."),
            "Reopened" when told.Role == "rider" => new("骑手重新打开案件。", "The rider reopened the case."),
            "Closed" => new(
                $"派单员销号：{OutcomeOf(told).Zh}。", $"A dispatcher closed it: {OutcomeOf(told).En}."),
            "Merged" => new($"派单员将其合并到 {told.Into}。", $"A dispatcher merged it into {told.Into}."),
            "Split" => new("派单员撤销合并，单独办理。", "A dispatcher undid the merge; it is dealt with by itself."),
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
            "Triaged" => new("工作人员已查看，正在安排。", "Somebody has looked at it and is arranging it."),
            "ReturnRefused" => new($"仍由{zh}办理。", $"{en} will deal with it all the same."),
            "Started" => new($"{zh}正在现场处置。", $"{en} is at work."),
            "Resolved" => new($"{zh}已处理完，请您评价。", $"{en} has dealt with it. Please say whether it is solved."),
            "Verified" => new("已有人到现场核验：问题已解决。", "Somebody has looked at it on the spot: it is done."),
            "Refuted" => new("现场核验发现没有解决，重新办理。", "Looked at on the spot: not done, it is taken up again."),
            "CalledBack" => new($"您评价：{Answered(told).Zh}。", $"You said: {Answered(told).En}."),
            "Rejected" => new("没有受理。", "It was turned down."),
            "Withdrawn" => new("您已撤回。", "You have withdrawn it."),
            "Closed" when told.BySystem => new(
                "您 7 天没有评价，已按解决结束；30 天内可以重新打开。",
                "You did not answer in 7 days, and it was closed as solved. You can reopen it within 30 days."),
            "Reopened" when told.Role == "rider" => new("您重新打开了案件。", "You have reopened it."),
            "Closed" => new($"案件已结束：{OutcomeOf(told).Zh}。", $"The case is closed: {OutcomeOf(told).En}."),
            "Merged" => new(
                $"这个问题已有人上报（{told.Into}），合并办理，结果会告诉您。",
                $"It was reported before ({told.Into}); they are dealt with together, and you will hear."),
            "Split" => new("单独办理。", "It is dealt with by itself."),
            "Reopened" => new("案件重新办理。", "The case was taken up again."),
            _ => new(told.Kind, told.Kind),
        });
    }

    private static (string Zh, string En) UnitOf(Told told) =>
        (told.Unit ?? "承办单位", told.Unit ?? "the unit");

    private static Wording Noted(Told told, Wording text)
    {
        var (zh, en) = (text.Zh, text.En);
        if (told.Answers.Count > 0)
        {
            zh += string.Join('；', told.Answers.Select(a => $"{a.Name.Zh}：{a.Said.Zh}")) + "。";
            en += $" {string.Join("; ", told.Answers.Select(a => $"{a.Name.En}: {a.Said.En}"))}.";
        }

        if (told.Spot is { Words: var words })
        {
            (zh, en) = (zh + words.Zh, $"{en} {words.En}");
        }

        return told.Note is not { } note || told.Kind is "Registered" or "Accepted" or "Closed" ? new(zh, en)
            : new($"{zh}说明：{note}", $"{en} Note: {note}");
    }

    private static Wording Answered(Told told)
    {
        var (solved, satisfied) = (LifeWords.Of(told.Solved), LifeWords.Of(told.Satisfaction));
        return new($"{solved.Zh}，{satisfied.Zh}", $"{solved.En}, {satisfied.En}");
    }

    private static Wording OutcomeOf(Told told) => told.Outcome switch
    {
        "Solved" => new("已解决", "solved"),
        "Duplicate" => new("重复上报", "reported before"),
        "Unfounded" => new("不属实", "unfounded"),
        "Rejected" => new("不予受理", "turned down"),
        _ => new("上报人撤回", "withdrawn by the reporter"),
    };
}
