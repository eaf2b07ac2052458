using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Ledger;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Funds;

public static class OpenFund
{
    /// <summary>Most that one fund may hold: ten billion yuan. Keeps every sum far inside 64 bits.</summary>
    public const long MaxFen = 1_000_000_000_000;

    private static readonly Refusal OtherContent = new(409, "FundExistsWithOtherContent",
        "该编号的基金已存在且内容不同，请换一个编号。", "A fund with this id exists with other content. Use another id.");

    private static readonly Refusal RegionTaken = new(409, "RegionHasFund",
        "该区划已有在用的专项基金，请向它追加资金。", "This region has an active fund. Deposit into that one.");

    private static readonly Refusal NotWithinParent = new(409, "NotWithinParent",
        "上级基金须在用、由您管理，且其区划包含本基金的区划。",
        "The parent must be an active fund that you administer, whose region contains this one's.");

    /// <param name="Id">Made by the caller, so that a repeat meets the fund that it opened before.</param>
    /// <param name="ParentId">The fund of whose money it is allotted a part.</param>
    /// <param name="LimitFen">What it may lease of the parent's money in all.</param>
    /// <param name="TrancheFen">What it leases at a time; a hundredth of the limit unless said.</param>
    public sealed record Request(
        Guid? Id, string Name, string RegionCode, long BudgetFen, long? FenPerPoint, Guid? ParentId = null,
        long? LimitFen = null, long? TrancheFen = null);

    public static async Task<Results<Created<FundView>, Ok<FundView>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, PointsDb db, TimeProvider time, CancellationToken ct)
    {
        if (Check(request) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        if (!scope.Covers(request.RegionCode, null, Roles.Administrator))
        {
            return Refusal.Forbidden.ToProblem();
        }

        if (request.ParentId is not null && !await IsWithinParentAsync(db, request, scope, ct))
        {
            return NotWithinParent.ToProblem();
        }

        try
        {
            var (fund, isNew) = await db.InTransactionAsync(() => OpenAsync(db, request, time.GetUtcNow(), ct), ct);
            if (!isNew && !Same(fund, request))
            {
                return OtherContent.ToProblem();
            }

            var view = await FundView.Of(db, db.Funds.Where(f => f.Id == fund.Id)).SingleAsync(ct);
            return isNew ? TypedResults.Created($"/api/v1/funds/{fund.Id}", view) : TypedResults.Ok(view);
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) is { } index)
        {
            return index == "fund_active_region" ? RegionTaken.ToProblem() : Refusal.Stale.ToProblem();
        }
    }

    /// <summary>
    /// The fund of this id, opened with its accounts and its budget when it is absent. Needs a transaction.
    /// </summary>
    internal static async Task<(Fund Fund, bool IsNew)> OpenAsync(
        PointsDb db, Request request, DateTimeOffset now, CancellationToken ct)
    {
        var id = request.Id ?? Guid.CreateVersion7(now);
        if (await db.Funds.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is { } known)
        {
            return (known, false);
        }

        // In this order: accounts are locked by ascending id, and awards take available, committed, issue.
        var fund = new Fund
        {
            Id = id,
            Name = request.Name.Trim(),
            RegionCode = request.RegionCode,
            FenPerPoint = request.FenPerPoint ?? 10,
            Active = true,
            OpenedAt = now,
            ParentId = request.ParentId,
            LimitFen = request.LimitFen ?? 0,
            TrancheFen = request.TrancheFen ?? AllotToFund.TrancheOf(request.LimitFen ?? 0),
            TreasuryAccount = await db.AccountOfAsync(AccountKind.Treasury, id, id, ct),
            AvailableAccount = await db.AccountOfAsync(AccountKind.Available, id, id, ct),
            CommittedAccount = await db.AccountOfAsync(AccountKind.Committed, id, id, ct),
            IssueAccount = await db.AccountOfAsync(AccountKind.Issue, id, id, ct),
            RedeemedAccount = await db.AccountOfAsync(AccountKind.Redeemed, id, id, ct),
        };
        db.Add(fund);
        await db.SaveChangesAsync(ct);
        if (request.BudgetFen > 0)
        {
            await db.PostAsync([DepositIntoFund.Movement(fund, Guid.CreateVersion7(now), request.BudgetFen)], now, ct);
        }

        return (fund, true);
    }

    private static async Task<bool> IsWithinParentAsync(
        PointsDb db, Request request, Scope scope, CancellationToken ct) =>
        await db.Funds.AsNoTracking().Where(f => f.Active)
            .Where(scope.Covers<Fund>(f => f.RegionCode, f => null, Roles.Administrator))
            .AnyAsync(f => f.Id == request.ParentId && f.RegionCode != request.RegionCode
                && request.RegionCode.StartsWith(f.RegionCode), ct);

    private static Invalid Check(Request r) => AllotToFund.Check(r.LimitFen, r.TrancheFen)
        .When(r.LimitFen is not null && r.ParentId is null, "limitFen", "额度须与上级基金一起填写。",
            "A limit goes with a parent.")
        .When(string.IsNullOrWhiteSpace(r.Name)
            || r.Name.Length > 100, "name", "名称为 1–100 字。", "Name: 1–100 characters.")
        .When(!RegionCodes.IsValid(r.RegionCode), "regionCode", "区划代码应为 2、4、6、9 或 12 位数字。",
            "Region: 2, 4, 6, 9 or 12 digits.")
        .When(r.BudgetFen is < 0 or > MaxFen, "budgetFen", "预算（分）应在 0 与一百亿元之间。", "Budget in fen: 0 to 10 billion yuan.")
        .When(r.FenPerPoint is < 1 or > 10_000, "fenPerPoint", "每积分 1–10000 分。", "Fen per point: 1–10,000.");

    private static bool Same(Fund fund, Request r) =>
        fund.Name == r.Name.Trim() && fund.RegionCode == r.RegionCode && fund.FenPerPoint == (r.FenPerPoint ?? 10)
        && fund.ParentId == r.ParentId;
}
