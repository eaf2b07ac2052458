using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Figures;
using RiderPlatform.Points.Ledger;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Vouchers;

/// <summary>
/// A keeper hands a reward over: the hold becomes final, and the funds owe its cost to the station's organisation.
/// </summary>
public static class RedeemVoucher
{
    private static readonly Refusal AlreadyRedeemed = new(409, "AlreadyRedeemed",
        "该券已兑换，请勿重复交付。", "This voucher was redeemed before. Do not hand over a second time.");

    internal static readonly Refusal ShownTooLongAgo = new(409, "ShownTooLongAgo",
        "二维码已过时，请骑手打开券页面，出示最新的二维码。",
        "This code was shown too long ago. Ask the rider to open the voucher and show the present one.");

    private static readonly Refusal Expired = new(409, "VoucherExpired",
        "该券已过期，积分已退回骑手。", "This voucher has expired and its points go back to the rider.");

    private static readonly Refusal Cancelled = new(409, "VoucherCancelled",
        "骑手已退回该券，请勿交付。", "The rider gave this voucher back. Do not hand anything over.");

    private static readonly Refusal NotOfferedHere = new(409, "NotOfferedHere",
        "该奖品不在此驿站兑换。", "This reward is not handed over at this station.");

    private static readonly Refusal NotAtThisHour = new(409, "NotAtThisHour",
        "现在不在该奖品的兑换时段内。", "This reward is not handed over at this hour.");

    private const string UnknownCode = "UnknownCode";

    public sealed record Request(Guid StationId);

    public static async Task<Results<Ok<VoucherView>, ProblemHttpResult>> HandleAsync(
        string code, Request request, Scope scope, PointsDb db, FindVoucher find, VoucherCodes codes,
        TimeProvider time, CancellationToken ct)
    {
        var found = await find.ByAsync(code, scope);
        var station = await ListVouchers.KeptStations(db, scope)
            .SingleOrDefaultAsync(s => s.Id == request.StationId, ct);
        if (station is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var attempt = new Attempt(code, station.Id, scope.Subject, time.GetUtcNow());
        if (await Visible(db, scope).Where(found.Is).Select(v => (Guid?)v.Id).SingleOrDefaultAsync(ct) is not { } id)
        {
            await NoteAsync(db, attempt, UnknownCode, null, ct);
            return Refusal.NotFound.ToProblem();
        }

        if (found.TooOld)
        {
            await NoteAsync(db, attempt, ShownTooLongAgo.Name, id, ct);
            return ShownTooLongAgo.ToProblem();
        }

        return await db.InTransactionAsync<Results<Ok<VoucherView>, ProblemHttpResult>>(async () =>
        {
            var voucher = await db.Vouchers.FromSql($"select * from voucher where id = {id} for update")
                .Include(v => v.Reward).SingleAsync(ct);
            var now = time.GetUtcNow();
            if (Against(voucher, station, now) is { } refusal)
            {
                await NoteAsync(db, attempt, refusal.Name, voucher.Id, ct);
                return ProblemOf(refusal, voucher);
            }

            await HandOverAsync(db, voucher, station, now, ct);
            return TypedResults.Ok(VoucherView.Of(voucher, codes, scope, now, station));
        }, ct);
    }

    /// <summary>A keeper's view only: a rider may see a voucher of theirs but not redeem it.</summary>
    private static IQueryable<Voucher> Visible(PointsDb db, Scope scope) =>
        ListVouchers.Visible(db, new Scope { Subject = scope.Subject, Grants = scope.Grants });

    /// <summary>What speaks against handing it over now; without a station, against doing so anywhere.</summary>
    internal static Refusal? Against(Voucher voucher, StationCopy? station, DateTimeOffset now)
    {
        if (voucher.Status == VoucherStatus.Redeemed)
        {
            return AlreadyRedeemed;
        }

        if (voucher.Status == VoucherStatus.Cancelled)
        {
            return Cancelled;
        }

        if (voucher.Status == VoucherStatus.Expired || voucher.ExpiresAt <= now)
        {
            return Expired;
        }

        var reward = voucher.Reward!;
        var offered = station is null || (station.RegionCode.StartsWith(reward.RegionCode, StringComparison.Ordinal)
            && (reward.OrganisationId is null || reward.OrganisationId == station.OrganisationId));
        return !offered ? NotOfferedHere : station is null || reward.Hours.Covers(now) ? null : NotAtThisHour;
    }

    private static ProblemHttpResult ProblemOf(Refusal refusal, Voucher voucher) => refusal == AlreadyRedeemed
        ? AlreadyRedeemed.ToProblem(
            ("redeemedAt", voucher.EndedAt),
            ("station", new VoucherView.StationPart(voucher.StationId!.Value, voucher.StationName!)))
        : refusal == Expired ? Expired.ToProblem(("expiresAt", voucher.ExpiresAt)) : refusal.ToProblem();

    private static Task<int> NoteAsync(
        PointsDb db, Attempt attempt, string reason, Guid? voucher, CancellationToken ct)
    {
        db.Add(new RefusedHandOver
        {
            Id = Guid.CreateVersion7(attempt.At), At = attempt.At, Subject = attempt.Subject,
            StationId = attempt.Station, Code = VoucherCode.Tail(attempt.Code),
            Reason = reason, VoucherId = voucher,
        });
        return db.SaveChangesAsync(ct);
    }

    private sealed record Attempt(string Code, Guid Station, Guid Subject, DateTimeOffset At);

    internal static async Task HandOverAsync(
        PointsDb db, Voucher voucher, StationCopy station, DateTimeOffset now, CancellationToken ct)
    {
        await db.LockRiderAsync(voucher.RiderId, ct);
        await db.PostAsync(await VoucherMovements.PostAsync(db, voucher, station.OrganisationId, now, ct), now, ct);
        await db.CountRedeemedAsync(station.RegionCode, voucher.Points, now, ct);
        voucher.Status = VoucherStatus.Redeemed;
        voucher.EndedAt = now;
        voucher.StationId = station.Id;
        voucher.StationName = station.Name;
        voucher.OrganisationId = station.OrganisationId;
        db.Publish(new VoucherRedeemed
        {
            VoucherId = voucher.Id, RewardId = voucher.RewardId, StationId = station.Id,
            AmountFen = voucher.CostFen, OccurredAt = now,
        }, voucher.Id, 2);
        await db.SaveChangesAsync(ct);
    }
}
