using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages.My;

/// <summary>How a voucher reads, for its rider and for the keeper.</summary>
public static class VoucherWords
{
    public static string State(Rewards.Voucher voucher, Texts texts) => texts[$"voucher.state.{KindOf(voucher)}"];

    public static string Tone(Rewards.Voucher voucher) => KindOf(voucher) == "Good" ? "good" : "off";

    public static string When(Rewards.Voucher voucher, Texts texts) => KindOf(voucher) switch
    {
        "Redeemed" => texts.Of(
            "voucher.redeemed", ChinaTime.Minute(voucher.RedeemedAt ?? voucher.ExpiresAt), voucher.Station?.Name ?? ""),
        "Cancelled" => texts["voucher.cancelled"],
        "Expired" => texts.Of("voucher.expired", ChinaTime.Minute(voucher.ExpiresAt)),
        _ => texts.Of("voucher.until", ChinaTime.Minute(voucher.ExpiresAt)),
    };

    private static string KindOf(Rewards.Voucher voucher) => voucher.WhyNot?.Name switch
    {
        "AlreadyRedeemed" => "Redeemed",
        "VoucherExpired" => "Expired",
        "VoucherCancelled" => "Cancelled",
        _ => "Good",
    };
}
