namespace RiderPlatform.Points.Domain;

/// <summary>
/// A rider's entry in plain words, Chinese first: what happened, and where less was given than asked, why.
/// </summary>
public static class EntryWords
{
    /// <param name="kind">Outcome of an award, or phase of a voucher's hold.</param>
    /// <param name="subject">
    /// Severity of the case; or the task, or the reward, as <c>中文名|English name</c>.
    /// </param>
    public static (string Zh, string En) Of(string kind, string subject, long points, long wanted, Weighed? by = null)
    {
        var (zh, en) = subject.Split('|') is [var a, var b] ? (a, b) : Severity(subject);
        var (done, doneEn) = subject.Contains('|', StringComparison.Ordinal)
            ? (zh, en) : ($"{zh}线索办结", $"{en} case solved");
        var (weight, weightEn) = Weight(by);
        var (cap, capEn) = Cap(by?.Bound);
        return kind switch
        {
            nameof(AwardOutcome.Awarded) =>
                ($"{done}，奖励 {points} 积分{weight}", $"{doneEn}: {points} points{weightEn}"),
            nameof(AwardOutcome.Capped) => (
                $"{done}，应奖 {wanted} 积分{weight}，因{cap}上限实得 {points} 积分",
                    $"{doneEn}: {points} of {wanted} points{weightEn}, {capEn} cap"),
            nameof(AwardOutcome.CapReached) =>
                ($"{done}，已达{cap}积分上限，未奖励", $"{doneEn}: {capEn} cap reached, no points"),
            nameof(AwardOutcome.FundExhausted) =>
                ($"{done}，专项基金余额不足，未奖励", $"{doneEn}: fund exhausted, no points"),
            nameof(AwardOutcome.NoFund) =>
                ($"{done}，所在区划没有专项基金，未奖励", $"{doneEn}: no fund covers the region, no points"),
            nameof(AwardOutcome.CoolingOff) =>
                ($"{done}，距上次同类奖励时间过短，未奖励", $"{doneEn}: too soon after the last of its kind, no points"),
            nameof(AwardOutcome.NoRule) =>
                ($"{done}，积分规则未列入，未奖励", $"{doneEn}: no rule gives points for it"),
            nameof(AwardOutcome.NoPoints) => ($"{done}，未约定积分", $"{doneEn}: no points were promised"),
            nameof(AwardOutcome.Duplicate) =>
                ($"{zh}线索已有他人上报，未奖励", $"{en} case was known already, no points"),
            nameof(AwardOutcome.Unfounded) => ($"{zh}线索经核查不属实，未奖励", $"{en} case was unfounded, no points"),
            nameof(AwardOutcome.Withdrawn) => ($"{zh}线索已撤回，未奖励", $"{en} case was withdrawn, no points"),
            nameof(AwardOutcome.Rejected) => ($"{zh}线索未受理，未奖励", $"{en} case was not taken up, no points"),
            _ => Moved(kind, zh, en, points),
        };
    }

    /// <summary>The subject of an award to somebody who had joined a clue of this severity.</summary>
    public static string JoinedClue(string severity)
    {
        var (zh, en) = Severity(severity);
        return $"您加入的{zh}线索办结|{en} case that you joined solved";
    }

    private static (string Zh, string En) Moved(string kind, string zh, string en, long points) => kind switch
    {
        "Expiry" => ($"{points} 积分到期失效", $"{points} points expired"),
        "Clawback" => ($"奖励有误，收回 {points} 积分（{zh}）", $"Wrong award: {points} points taken back ({en})"),
        "Repayment" => ($"以新奖励抵还 {points} 积分（{zh}）", $"{points} points of a new award repay a debt ({en})"),
        "Reserve" => ($"兑换“{zh}”，冻结 {points} 积分，待领取", $"Redeemed “{en}”: {points} points held until handed over"),
        "Post" => ($"“{zh}”已领取，扣除 {points} 积分", $"“{en}” handed over: {points} points spent"),
        "Void" => ($"“{zh}”兑换券未使用，退回 {points} 积分", $"Voucher for “{en}” unused: {points} points back"),
        _ => (kind, kind),
    };

    private static (string Zh, string En) Weight(Weighed? by) => by is not { Percent: not 100 } w ? ("", "")
        : ($"（基础 {w.Base} 分，按身份 {w.Percent}%）", $" ({w.Base} at {w.Percent}% for what you are)");

    private static (string Zh, string En) Cap(string? bound) => bound switch
    {
        "Week" => ("本周", "weekly"),
        "Line" => ("同类当日", "this kind's daily"),
        _ => ("当日", "daily"),
    };

    private static (string Zh, string En) Severity(string severity) => severity switch
    {
        "Minor" => ("轻微", "Minor"),
        "Ordinary" => ("一般", "Ordinary"),
        "Major" => ("重大", "Major"),
        "Urgent" => ("紧急", "Urgent"),
        _ => (severity, severity),
    };
}

/// <summary>How an award came to what it asks for, and which cap left less.</summary>
/// <param name="Bound"><c>Line</c>, <c>Day</c>, <c>Week</c>; null: none.</param>
public sealed record Weighed(long Base, int Percent, string? Bound);
