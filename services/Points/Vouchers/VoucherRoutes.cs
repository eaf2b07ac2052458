using RiderPlatform.Points.Offline;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Vouchers;

internal static class VoucherRoutes
{
    public static void MapVoucherRoutes(this RouteGroupBuilder vouchers)
    {
        vouchers.MapGet("/", ListVouchers.HandleAsync).ForRoles(Roles.Rider)
            .WithName("ListVouchers").WithSummary("我的兑换券。 My vouchers.");
        vouchers.MapGet("/redeemed", ListRedeemed.HandleAsync).ForRoles(ListRedeemed.Readers)
            .WithName("ListRedeemed").WithSummary("某驿站某日核销的兑换券。 What was handed over at a station on a day.");
        vouchers.MapGet("/refused", ListRefused.HandleAsync).ForRoles(ListRedeemed.Readers)
            .WithName("ListRefusedHandOvers")
            .WithSummary("被拒绝的核销：重复、过期、伪造、不在此处。 Hand-overs that were refused, and why.");
        vouchers.MapGet("/offline", ListOffline.HandleAsync).ForRoles(ListRedeemed.Readers)
            .WithName("ListOfflineHandOvers")
            .WithSummary("离线核销及其结果，含一券两用。 What tills accepted off line, and vouchers spent twice.");
        vouchers.MapGet("/keys", (VoucherTokens tokens) => TypedResults.Ok(new Keys([tokens.PublicKey])))
            .AllowAnonymous().WithName("GetVoucherKeys")
            .WithSummary("验券公钥（JWK Set）。 The keys that passes are checked by (RFC 7517).");
        vouchers.MapPost("/permits", IssuePermit.HandleAsync).ForRoles(Roles.Keeper)
            .WithName("IssueTillPermit").WithSummary("离线核销许可：时限、张数、公钥、奖品。 Prepares a till for the network being away.");
        vouchers.MapPost("/permits/{id:guid}/hand-overs", ReportHandOvers.HandleAsync).ForRoles(Roles.Keeper)
            .WithName("ReportHandOvers")
            .WithSummary("上报离线核销，逐张入账。 Reports what was accepted off line; each pass is settled once.");
        vouchers.MapGet("/{code}", ListVouchers.GetAsync).ForRoles(Roles.Rider, Roles.Keeper)
            .WithName("GetVoucher").WithSummary("按券码查看兑换券。 One voucher by its code.");
        vouchers.MapGet("/{id:guid}/shown", ShowVoucher.HandleAsync).ForRoles(Roles.Rider)
            .WithName("ShowVoucher").WithSummary("出示用的动态码，很快过时。 What the rider's screen shows, good for moments.");
        vouchers.MapGet("/{id:guid}/pass", TakePass.GetAsync).ForRoles(Roles.Rider)
            .WithName("GetVoucherPass").WithSummary("已生成的离线凭证。 The pass that was taken, while it is good.");
        vouchers.MapPost("/{id:guid}/pass", TakePass.HandleAsync).ForRoles(Roles.Rider)
            .WithName("TakeVoucherPass").WithSummary("生成离线凭证，供无网络处使用。 A pass for where there is no network.");
        vouchers.MapPost("/{code}/cancellation", CancelVoucher.HandleAsync).ForRoles(Roles.Rider).Idempotent()
            .WithName("CancelVoucher").WithSummary("骑手退回未使用的兑换券，积分原路退回。 A rider gives an unused voucher back.");
        vouchers.MapPost("/{code}/redemption", RedeemVoucher.HandleAsync).ForRoles(Roles.Keeper).Idempotent()
            .WithName("RedeemVoucher").WithSummary("驿站核销兑换券并交付奖品，仅一次。 Redeems a voucher at a station, once.");
    }

    /// <summary>A JWK Set.</summary>
    public sealed record Keys(VoucherTokens.Jwk[] Values)
    {
        [System.Text.Json.Serialization.JsonPropertyName("keys")]
        public VoucherTokens.Jwk[] Values { get; init; } = Values;
    }
}
