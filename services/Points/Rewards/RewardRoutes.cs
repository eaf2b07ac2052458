using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Points.Rewards;

internal static class RewardRoutes
{
    private static readonly Guid Id = Guid.Parse("0199d1c0-0000-7000-8000-000000000041");
    private static readonly DateTimeOffset Start = new(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly ChangeReward.Request Change = new()
    {
        Name = "人民食堂餐券", NameEn = "People's canteen meal", Kind = RewardKind.MealVoucher, Owner = RewardOwner.Merchant,
        PricePoints = 30, CostFen = 300, ActiveFrom = Start, VoucherValidDays = 30, LimitPerRider = 4, LimitDays = 30,
        Weekdays = 31, HoursFrom = new(11, 0), HoursUntil = new(13, 30), Revision = 1,
    };

    public static void MapRewardRoutes(this RouteGroupBuilder rewards)
    {
        var stored = new Reward
        {
            Id = Id, Name = "", NameEn = "", RegionCode = "510104", PricePoints = 0, CostFen = 0, Stock = 200,
            ActiveFrom = Start, VoucherValidDays = 30, Revision = 2,
        };
        Change.Fill(stored);
        var view = RewardView.ForStaff(stored);

        rewards.MapGet("/", ListRewards.HandleAsync)
            .WithName("ListRewards").WithSummary("可兑换的奖品，可按区划或驿站筛选。 Rewards to redeem, by region or station.");
        rewards.MapGet("/{id:guid}", ListRewards.GetAsync).WithName("GetReward").WithSummary("奖品详情。 One reward.");
        rewards.MapPost("/", OfferReward.HandleAsync).ForRoles(Roles.Administrator).Idempotent()
            .WithName("OfferReward").WithSummary("上架奖品。 Offers a reward.");
        rewards.MapPost("/{id:guid}/redemptions", RedeemReward.HandleAsync).ForRoles(Roles.Rider).Idempotent()
            .RememberRefusals().SealAnswers().WithName("RedeemReward")
            .WithSummary("用积分兑换奖品，得到兑换券。 Spends points on a reward; answers a voucher.");
        rewards.MapGet("/catalogue", ListRewards.CatalogueAsync).ForRoles(Roles.Administrator)
            .WithName("ListCatalogue")
            .WithSummary("奖品目录，含未开始、已下架和兑完的。 The catalogue, also what is over or out of stock.")
            .WithExample(response: new Page<RewardView>([view], 1, 1, 20));
        rewards.MapPut("/{id:guid}", ChangeReward.HandleAsync).ForRoles(Roles.Administrator)
            .WithName("ChangeReward")
            .WithSummary("修改奖品；已发出的券不变。 Changes a reward; vouchers that are out stay as they are.")
            .WithExample(Change, view);
        rewards.MapPost("/{id:guid}/stock", MoveStock.HandleAsync).ForRoles(Roles.Administrator).Idempotent()
            .RememberRefusals().WithName("MoveRewardStock")
            .WithSummary("库存增减，每笔一次并留原因。 Moves stock, once and with a reason.")
            .WithExample(new MoveStock.Request(Id, 100, "补货"), view);
        rewards.MapGet("/{id:guid}/stock", MoveStock.ListAsync).ForRoles(Roles.Administrator)
            .WithName("ListRewardStock").WithSummary("库存变动记录。 Changes of the stock.")
            .WithExample(response: new Page<MoveStock.Change>([new(Id, 100, "补货", Start)], 1, 1, 20));
    }
}
