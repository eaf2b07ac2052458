using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Funds;
using RiderPlatform.Points.Rewards;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Points.Data;

/// <summary>
/// The demo city's funds and rewards: Chengdu's million yuan (Xindu's figure) and Leshan's, ids from names.
/// </summary>
internal sealed class DemoFunds(PointsDb db, TimeProvider time) : ISeed
{
    private static readonly OpenFund.Request[] Funds =
    [
        new(StableId.Of("fund/5101"), "成都市骑手积分专项基金", "5101", 100_000_000, 10),
        new(StableId.Of("fund/5111"), "乐山市骑手积分专项基金", "5111", 20_000_000, 10),
    ];

    /// <summary>Slug, kind, region, name, English name, price in points, cost in fen, stock.</summary>
    private static readonly (
        string Slug, RewardKind Kind, string Region, string Name, string NameEn, long Price, long Cost,
        long Stock)[] Rewards =
    [
        ("water", RewardKind.Goods, "5101", "饮用水一提", "Pack of drinking water", 5, 50, 100_000),
        ("charging", RewardKind.Discount, "5101", "换电充电券", "Battery charging voucher", 10, 100, 50_000),
        ("canteen-meal", RewardKind.MealVoucher, "5101", "人民食堂餐券", "People's canteen meal", 30, 300, 20_000),
        ("cinema", RewardKind.Cinema, "5101", "电影票", "Cinema ticket", 60, 600, 5_000),
        ("tyre", RewardKind.VehicleParts, "5101", "电瓶车外胎", "E-bike tyre", 80, 800, 2_000),
        ("child-care", RewardKind.ChildCare, "5101", "假期子女托管一天", "Holiday child care, one day", 100, 1_000, 500),
        ("leshan-meal", RewardKind.MealVoucher, "5111", "乐山驿站餐券", "Leshan station meal", 30, 300, 5_000),
        ("leshan-charging", RewardKind.Discount, "5111", "乐山充电券", "Leshan charging voucher", 10, 100, 10_000),
    ];

    public async Task SeedAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await db.InTransactionAsync(async () =>
        {
            foreach (var fund in Funds)
            {
                await OpenFund.OpenAsync(db, fund, now, ct);
            }

            foreach (var r in Rewards)
            {
                var id = StableId.Of($"reward/demo/{r.Slug}");
                if (!await db.Rewards.AnyAsync(x => x.Id == id, ct))
                {
                    db.Add(new Reward
                    {
                        Id = id, Name = r.Name, NameEn = r.NameEn, Kind = r.Kind, RegionCode = r.Region,
                        PricePoints = r.Price, CostFen = r.Cost, Stock = r.Stock, ActiveFrom = now,
                        VoucherValidDays = 30,
                    });
                }
            }

            return await db.SaveChangesAsync(ct);
        }, ct);
    }
}
