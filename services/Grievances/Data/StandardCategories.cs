using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Data;

/// <summary>The categories that every city begins with; a row that a city has changed stays as it is.</summary>
public sealed class StandardCategories(GrievancesDb db) : ISeed
{
    private static readonly Category[] All =
    [
        new("road.manhole", "井盖缺失", "Missing manhole cover", Severity.Major, Public: true),
        new("road.damage", "路面破损", "Damaged road surface", Severity.Ordinary, Public: true),
        new("road.signal", "信号灯故障", "Broken traffic light", Severity.Major, Public: true),
        new("road.parking", "违停占道", "Illegal parking", Severity.Minor, Public: true),
        new("environment.rubbish", "垃圾堆放", "Dumped rubbish", Severity.Minor, Public: true),
        new("facility.lamp", "路灯不亮", "Street lamp out", Severity.Ordinary, Public: true),
        new("fire.exit", "消防通道堵塞", "Blocked fire lane", Severity.Major, Public: true),
        new("food.safety", "食品安全", "Food safety", Severity.Ordinary),
        new("access.compound", "小区进门难", "Hard to enter a compound", Severity.Ordinary),
        new("other", "其他", "Other", Severity.Minor),
    ];

    public async Task SeedAsync(CancellationToken ct)
    {
        var known = await db.Set<CategoryRow>().Select(c => c.Code).ToListAsync(ct);
        db.AddRange(All.Where(c => !known.Contains(c.Code)).Select(c =>
            new CategoryRow
            {
                Code = c.Code, NameZh = c.NameZh, NameEn = c.NameEn, Severity = c.Severity, Public = c.Public,
            }));
        await db.SaveChangesAsync(ct);
    }
}
