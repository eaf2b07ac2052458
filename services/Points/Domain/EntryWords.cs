namespace RiderPlatform.Points.Domain;

/// <summary>A rider's entry in plain words, Chinese first: what happened, and where nothing was given, why.</summary>
public static class EntryWords
{
    /// <param name="kind">Outcome of an award, or phase of a voucher's hold.</param>
    /// <param name="subject">
    /// Severity of the case; or the task, or the reward, as <c>中文名|English name</c>.
    /// </param>
    public static (string Zh, string En) Of(string kind, string subject, long points, long wanted)
    {
        var (zh, en) = subject.Split('|') is [var a, var b] ? (a, b) : Severity(subject);
        var (done, doneEn) = subject.Contains('|', StringComparison.Ordinal)
            ? (zh, en) : ($"{zh}线索办结", $"{en} case solved");
        return kind switch
        {
            nameof(AwardOutcome.Awarded) => ($"{done}，奖励 {points} 积分", $"{doneEn}: {points} points"),
            nameof(AwardOutcome.Capped) => (
                $"{done}，应奖 {wanted} 积分，因当日上限实得 {points} 积分",
                    $"{doneEn}: {points} of {wanted} points, daily cap"),
            nameof(AwardOutcome.CapReached) =>
                ($"{done}，已达当日积分上限，未奖励", $"{doneEn}: daily cap reached, no points"),
            nameof(AwardOutcome.FundExhausted) =>
                ($"{done}，专项基金余额不足，未奖励", $"{doneEn}: fund exhausted, no points"),
            nameof(AwardOutcome.NoFund) =>
                ($"{done}，所在区划没有专项基金，未奖励", $"{doneEn}: no fund covers the region, no points"),
            "Expiry" => ($"{points} 积分到期失效", $"{points} points expired"),
            "Clawback" => ($"奖励有误，收回 {points} 积分（{zh}）", $"Wrong award: {points} points taken back ({en})"),
            "Repayment" => ($"以新奖励抵还 {points} 积分（{zh}）", $"{points} points of a new award repay a debt ({en})"),
            "Reserve" => ($"兑换“{zh}”，冻结 {points} 积分，待领取", $"Redeemed “{en}”: {points} points held until handed over"),
            "Post" => ($"“{zh}”已领取，扣除 {points} 积分", $"“{en}” handed over: {points} points spent"),
            "Void" => ($"“{zh}”兑换券过期，退回 {points} 积分", $"Voucher for “{en}” expired: {points} points back"),
            _ => (kind, kind),
        };
    }

    private static (string Zh, string En) Severity(string severity) => severity switch
    {
        "Minor" => ("轻微", "Minor"),
        "Ordinary" => ("一般", "Ordinary"),
        "Major" => ("重大", "Major"),
        _ => (severity, severity),
    };
}
