using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Funds;

/// <summary>
/// Who administers the parent says how much of its money a child may lease. A lower limit takes back what the child has
/// leased and not used, as far as it lies beyond.
/// </summary>
public static class AllotToFund
{
    private const int Tranches = 100;

    private static readonly Refusal HasNoParent = new(409, "FundHasNoParent",
        "该基金没有上级基金，请直接拨入资金。", "This fund has no parent: deposit into it.");

    /// <param name="LimitFen">Fen, in all; 0 takes back what is unused.</param>
    /// <param name="TrancheFen">What it leases at a time; a hundredth of the limit unless said.</param>
    public sealed record Request(long? LimitFen, long? TrancheFen);

    public static async Task<Results<Ok<FundView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        var invalid = Check(request.LimitFen, request.TrancheFen)
            .When(request.LimitFen is null, "limitFen", "请填写额度。", "Say the limit.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var administered = db.Funds.Where(scope.Covers<Fund>(f => f.RegionCode, f => null, Roles.Administrator));
        var fund = await db.Funds.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct);
        if (fund is null || !await administered.AnyAsync(f => f.Id == (fund.ParentId ?? id), ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        if (fund.ParentId is null)
        {
            return HasNoParent.ToProblem();
        }

        await db.InTransactionAsync(() => SetAsync(db, id, request, time.GetUtcNow(), ct), ct);
        return TypedResults.Ok(await FundView.Of(db, db.Funds.Where(f => f.Id == id)).SingleAsync(ct));
    }

    internal static Invalid Check(long? limitFen, long? trancheFen) => new Invalid()
        .When(limitFen is < 0 or > OpenFund.MaxFen, "limitFen", "额度（分）应在 0 与一百亿元之间。",
            "Limit in fen: 0 to 10 billion yuan.")
        .When(trancheFen < 1 || trancheFen > (limitFen ?? OpenFund.MaxFen), "trancheFen", "每次拨给应在 1 分与额度之间。",
            "A tranche: 1 fen up to the limit.");

    internal static long TrancheOf(long limitFen) => Math.Max(1, limitFen / Tranches);

    private static async Task<int> SetAsync(
        PointsDb db, Guid id, Request request, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"""
            select from account where id in (
                select available_account from fund where id = {id} or id in (select above({id})))
            order by id for no key update
            """, ct);
        var (limit, tranche) = (request.LimitFen!.Value, request.TrancheFen ?? TrancheOf(request.LimitFen.Value));
        await db.Funds.Where(f => f.Id == id).ExecuteUpdateAsync(
            s => s.SetProperty(f => f.LimitFen, limit).SetProperty(f => f.TrancheFen, tranche), ct);
        return await db.Database.ExecuteSqlAsync($"select return_allotment({id}, {now})", ct);
    }
}
