using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Points.Rewards;

/// <summary>Each reason against a redemption, in words that say what to do.</summary>
internal static class RedemptionRefusals
{
    public static Refusal Of(RedemptionOutcome outcome) => outcome switch
    {
        RedemptionOutcome.RiderNotActive =>
            Make(outcome, "您的骑手登记已停用，请联系所在党组织。", "Your rider registration is not active. Ask your organisation."),
        RedemptionOutcome.NotInRegion => Make(outcome, "该奖品不在您所属的区域提供。", "This reward is not offered in your region."),
        RedemptionOutcome.NotActive => Make(outcome, "该奖品目前不在兑换期内。", "This reward cannot be redeemed at present."),
        RedemptionOutcome.NotEligible =>
            Make(outcome, "该奖品限党员或指定岗位兑换。", "This reward is for members or for certain posts."),
        RedemptionOutcome.LimitReached => Make(outcome, "您已达到该奖品的限兑数量。", "You have had as many of this as one may."),
        RedemptionOutcome.OutOfStock => Make(outcome, "该奖品已兑完，请看看其他奖品。", "None is left. Choose another reward."),
        RedemptionOutcome.InsufficientPoints => Make(outcome, "可用积分不足。", "You do not have enough points."),
        RedemptionOutcome.WorthTooLittle =>
            Make(outcome, "您的积分来自其他基金，价值不足以兑换该奖品。",
            "Your points come from other funds and are worth too little for this reward."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a refusal."),
    };

    private static Refusal Make(RedemptionOutcome outcome, string zh, string en) =>
        new(409, outcome.ToString(), zh, en);
}
