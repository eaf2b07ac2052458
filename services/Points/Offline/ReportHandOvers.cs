using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Offline;

/// <summary>
/// A till reports what it accepted without us. Each pass is settled for itself and once: who sends the report again
/// gets the same answers. A voucher that was handed over twice shows here.
/// </summary>
public sealed class ReportHandOvers(
    PointsDb db, VoucherTokens tokens, VoucherCodes codes, VoucherTimes times, TimeProvider time)
{
    private const int MostItems = 100;
    private const string Forged = "Forged";

    /// <summary>A till's clock may be off by this much.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    /// <param name="Pass">What the rider's screen showed.</param>
    /// <param name="AcceptedAt">By the till's clock.</param>
    public sealed record Item(string? Pass, DateTimeOffset? AcceptedAt);

    public sealed record Request(IReadOnlyList<Item>? Items);

    /// <param name="Outcome">A name of <see cref="OfflineOutcome"/>, or <c>Forged</c>: no pass of ours.</param>
    /// <param name="Before">Where it was handed over before, and when we heard of it; only for SpentTwice.</param>
    public sealed record Settled(
        string Outcome, Guid? VoucherId, string? Tail, VoucherView.RewardPart? Reward, VoucherView.StationPart? Before,
        DateTimeOffset? BeforeAt);

    /// <param name="Items">In the order of the request.</param>
    public sealed record Answer(IReadOnlyList<Settled> Items);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, PointsDb db, ReportHandOvers report, CancellationToken ct)
    {
        var permit = await db.TillPermits.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);
        var station = permit is null ? null : await ListVouchers.KeptStations(db, scope)
            .SingleOrDefaultAsync(s => s.Id == permit.StationId, ct);
        if (station is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var invalid = new Invalid().When(request.Items is not { Count: > 0 and <= MostItems }, "items",
            $"请上报 1–{MostItems} 张。", $"1 to {MostItems} of them.");
        foreach (var (i, item) in (request.Items ?? []).Take(MostItems).Index())
        {
            invalid.When(item?.Pass is null, $"items[{i}].pass", "缺少离线凭证。", "The pass is missing.")
                .When(item?.AcceptedAt is null, $"items[{i}].acceptedAt", "缺少接受时间。", "When was it accepted?");
        }

        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var settled = new List<Settled>();
        foreach (var item in request.Items!)
        {
            settled.Add(await report.SettleAsync(permit!, station, item, scope, ct));
        }

        return TypedResults.Ok(new Answer(settled));
    }

    private async Task<Settled> SettleAsync(
        TillPermit permit, StationCopy station, Item item, Scope scope, CancellationToken ct)
    {
        var pass = await tokens.ReadAsync(VoucherTokens.Pass, item.Pass!);
        if (pass is null || !await db.Vouchers.AnyAsync(v => v.Id == pass.Voucher, ct))
        {
            await NoteForgedAsync(permit, item, scope, ct);
            return new Settled(Forged, null, VoucherCode.Tail(item.Pass!), null, null, null);
        }

        db.ChangeTracker.Clear();
        var outcome = await db.InTransactionAsync(() => DecideAsync(permit, station, pass, item, ct), ct);
        var voucher = await db.Vouchers.AsNoTracking().Include(v => v.Reward)
            .SingleAsync(v => v.Id == pass.Voucher, ct);
        var twice = outcome == OfflineOutcome.SpentTwice;
        return new Settled(
            outcome.ToString(), voucher.Id, codes.TailOf(voucher.Id), VoucherView.RewardPart.Of(voucher),
            twice ? new VoucherView.StationPart(voucher.StationId!.Value, voucher.StationName!) : null,
            twice ? voucher.EndedAt : null);
    }

    private async Task<OfflineOutcome> DecideAsync(
        TillPermit permit, StationCopy station, VoucherTokens.Content pass, Item item, CancellationToken ct)
    {
        // One report of a permit at a time: its limit is counted, and what was settled stays so.
        await db.TillPermits.FromSql($"select * from till_permit where id = {permit.Id} for update").SingleAsync(ct);
        var known = await db.OfflineHandOvers.AsNoTracking()
            .SingleOrDefaultAsync(h => h.PermitId == permit.Id && h.VoucherId == pass.Voucher, ct);
        if (known is not null)
        {
            return known.Outcome;
        }

        var voucher = await db.Vouchers.FromSql($"select * from voucher where id = {pass.Voucher} for update")
            .Include(v => v.Reward).SingleAsync(ct);
        var (now, accepted) = (time.GetUtcNow(), item.AcceptedAt!.Value.ToUniversalTime());
        var outcome = await IsBeyondAsync(permit, ct) ? OfflineOutcome.BeyondThePermit
            : OutcomeOf(permit, station, voucher, pass, accepted, now);
        if (outcome == OfflineOutcome.HandedOver)
        {
            await RedeemVoucher.HandOverAsync(db, voucher, station, now, ct);
        }

        db.Add(new OfflineHandOver
        {
            PermitId = permit.Id, VoucherId = voucher.Id, StationId = station.Id, AcceptedAt = accepted,
            ReportedAt = now, Outcome = outcome,
        });
        await db.SaveChangesAsync(ct);
        return outcome;
    }

    private OfflineOutcome OutcomeOf(
        TillPermit permit, StationCopy station, Voucher voucher, VoucherTokens.Content pass, DateTimeOffset accepted,
        DateTimeOffset now)
    {
        if (accepted < pass.From - Leeway || accepted > pass.Until + Leeway || accepted < permit.From - Leeway
            || accepted > permit.Until + Leeway || accepted > now + Leeway)
        {
            return OfflineOutcome.OutsideItsTime;
        }

        if (voucher.Status == VoucherStatus.Redeemed)
        {
            return OfflineOutcome.SpentTwice;
        }

        if (voucher.Status != VoucherStatus.Held || pass.Until + times.Report <= now)
        {
            return OfflineOutcome.NoLongerGood;
        }

        // What is held and was accepted in time counts as of then, though it may be after its time now.
        var then = accepted < voucher.ExpiresAt ? accepted : voucher.ExpiresAt.AddTicks(-1);
        return RedeemVoucher.Against(voucher, station, then) is null
            ? OfflineOutcome.HandedOver : OfflineOutcome.NotOfferedThen;
    }

    private async Task<bool> IsBeyondAsync(TillPermit permit, CancellationToken ct) =>
        await db.OfflineHandOvers.CountAsync(h => h.PermitId == permit.Id
            && h.Outcome == OfflineOutcome.HandedOver, ct) >= permit.MostVouchers;

    private async Task NoteForgedAsync(TillPermit permit, Item item, Scope scope, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        db.Add(new RefusedHandOver
        {
            Id = Guid.CreateVersion7(now), At = now, Subject = scope.Subject, StationId = permit.StationId,
            Code = VoucherCode.Tail(item.Pass!), Reason = Forged, VoucherId = null,
        });
        await db.SaveChangesAsync(ct);
    }
}
