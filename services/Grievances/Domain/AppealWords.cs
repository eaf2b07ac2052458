namespace RiderPlatform.Grievances.Domain;

/// <summary>Outcomes of appeals, said to a person.</summary>
public static class AppealWords
{
    public const string SilenceReason = "平台企业逾期未答复，申诉成立，请督促其撤销处罚并退还。";

    public static Wording Outcome(AppealOutcome outcome) => outcome switch
    {
        AppealOutcome.PenaltyRevoked => new("处罚全部撤销", "penalty revoked"),
        AppealOutcome.PenaltyPartlyRevoked => new("处罚部分撤销", "penalty partly revoked"),
        AppealOutcome.PenaltyKept => new("处罚维持", "penalty kept"),
        _ => new("平台逾期未答复，申诉成立", "no answer in time: appeal upheld"),
    };

    /// <summary>What stands before the platform's reason in the record of the case.</summary>
    public static string Decided(AppealOutcome outcome, PenaltyKind kind, long? returned) =>
        (outcome, kind, returned) switch
        {
            (AppealOutcome.PenaltyKept, _, _) or (_, _, null or 0) => $"{Outcome(outcome).Zh}。",
            (_, PenaltyKind.Money, { } fen) => $"{Outcome(outcome).Zh}，退还 {fen / 100m:0.00} 元。",
            (_, PenaltyKind.Points, { } points) => $"{Outcome(outcome).Zh}，恢复 {points} 分。",
            (_, _, { } days) => $"{Outcome(outcome).Zh}，解除 {days} 天。",
        };

    public static Wording GreenChannel(string warning) =>
        new($"命中气象预警“{warning}”，走绿色通道。", $"It lies inside the warning “{warning}”: green channel.");
}
