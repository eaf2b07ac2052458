namespace RiderPlatform.Grievances.Domain;

/// <summary>What a platform took from a rider.</summary>
public enum PenaltyKind
{
    /// <summary>扣款: the amount is in fen.</summary>
    Money,

    /// <summary>扣分: the amount is in the platform's own points.</summary>
    Points,

    /// <summary>封号、停派: the amount is in days.</summary>
    Suspension,
}

/// <param name="Amount">Null where the rider cannot say, or the suspension has no end.</param>
public sealed record Penalty(PenaltyKind Kind, long? Amount);

/// <summary>
/// What a platform may decide. The words are about the penalty, never about the appeal, because 维持 and "upheld" say
/// the opposite of each depending on which is meant.
/// </summary>
public enum AppealDecision
{
    /// <summary>撤销处罚: the whole penalty is taken back; the rider was right.</summary>
    PenaltyRevoked,

    /// <summary>部分撤销: a part is taken back.</summary>
    PenaltyPartlyRevoked,

    /// <summary>维持处罚: it stays; only with evidence.</summary>
    PenaltyKept,
}

/// <summary>How an appeal ended. The first three are the platform's decisions.</summary>
public enum AppealOutcome
{
    PenaltyRevoked,
    PenaltyPartlyRevoked,
    PenaltyKept,

    /// <summary>
    /// 逾期未答复，申诉成立: the platform said nothing until its clock ran out, and so the appeal (not the penalty) is
    /// upheld, for the rider. The committee sees to it that the penalty is taken back.
    /// </summary>
    AppealUpheldBySilence,
}

/// <summary>A platform's answer, as far as the rules ask.</summary>
/// <param name="RefundedFen">Money given back.</param>
/// <param name="Restored">Points given back, or days of suspension lifted.</param>
/// <param name="Photos">Pieces of evidence.</param>
public sealed record AppealAnswer(
    AppealDecision? Decision, long? RefundedFen, long? Restored, string? Reason, int Photos);

public static class AppealRules
{
    public const int MaxReason = 900;
    public const int MaxReference = 60;

    /// <summary>More than any penalty on one order; it only keeps sums far from their ends.</summary>
    public const long MaxAmount = 100_000_000;

    /// <summary>Field → what is wrong with it.</summary>
    public static IEnumerable<(string Field, Wording Wrong)> Wrong(Penalty penalty, AppealAnswer answer)
    {
        if (answer.Decision is not { } decision)
        {
            yield return ("decision", new("须为 PenaltyRevoked、PenaltyPartlyRevoked 或 PenaltyKept。",
                "One of PenaltyRevoked, PenaltyPartlyRevoked and PenaltyKept."));
            yield break;
        }

        if (!Words.AreGood(answer.Reason, MaxReason))
        {
            yield return ("reason", new($"请说明理由，1–{MaxReason} 个字。", $"Say why, in 1–{MaxReason} characters."));
        }

        if (decision == AppealDecision.PenaltyKept && answer.Photos == 0)
        {
            yield return ("photos", new("维持处罚必须附证据。", "A penalty is kept only with evidence."));
        }

        var money = penalty.Kind == PenaltyKind.Money;
        var (field, given) = money ? ("refundedFen", answer.RefundedFen) : ("restored", answer.Restored);
        if ((money ? answer.Restored : answer.RefundedFen) is > 0)
        {
            yield return (money ? "restored" : "refundedFen",
                new("与处罚种类不符。", "This is not what the penalty took."));
        }

        if (WrongAmount(decision, penalty.Amount, given) is { } wrong)
        {
            yield return (field, wrong);
        }
    }

    /// <summary>
    /// What is given back, filled in where the decision says it: the whole of a known penalty, or nothing.
    /// </summary>
    public static long? Returned(Penalty penalty, AppealAnswer answer) => answer.Decision switch
    {
        AppealDecision.PenaltyKept => 0,
        AppealDecision.PenaltyRevoked when penalty.Amount is { } whole => whole,
        _ => penalty.Kind == PenaltyKind.Money ? answer.RefundedFen : answer.Restored,
    };

    /// <summary>
    /// A share of the penalty in whole units, never the whole and never nothing; null: that cannot be.
    /// </summary>
    public static long? ShareOf(Penalty penalty, int percent) =>
        penalty.Amount is { } whole and > 1 && percent is >= 1 and <= 99
            ? Math.Clamp(whole * percent / 100, 1, whole - 1) : null;

    private static Wording? WrongAmount(AppealDecision decision, long? whole, long? given) => decision switch
    {
        _ when given is < 0 or > MaxAmount => new($"须在 0 与 {MaxAmount} 之间。", $"Between 0 and {MaxAmount}."),
        AppealDecision.PenaltyKept when given is > 0 => new("维持处罚时不退还。", "Nothing is given back where it is kept."),
        AppealDecision.PenaltyRevoked when whole is { } all && given is { } part && part != all =>
            new($"全部撤销须退还 {all}。", $"All of it is {all}."),
        AppealDecision.PenaltyRevoked when whole is null && given is null or 0 =>
            new("骑手未填金额，请填写实际退还数额。", "The rider named no amount: say how much is given back."),
        AppealDecision.PenaltyPartlyRevoked when given is null or < 1 || given >= (whole ?? long.MaxValue) =>
            new("部分撤销须大于 0、小于全部。", "More than nothing and less than all."),
        _ => null,
    };
}
