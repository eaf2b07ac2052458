using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Vouchers;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Offline;

/// <summary>
/// A keeper prepares a till for the network being away: a limit, a time, the keys that passes are checked by, and what
/// is handed over at the station.
/// </summary>
public static class IssuePermit
{
    private const int MostRewards = 500;

    public sealed record Request(Guid StationId);

    /// <param name="HoursText">When it is handed over, in words; null where it is always.</param>
    public sealed record Handed(Guid Id, string Name, string NameEn, string? HoursText, string? HoursTextEn);

    /// <param name="MostVouchers">At most so many passes; what a till accepts beyond is not paid.</param>
    /// <param name="Reported">Of those, reported already.</param>
    public sealed record Answer(
        Guid Id, VoucherView.StationPart Station, DateTimeOffset From, DateTimeOffset Until, int MostVouchers,
        int Reported, VoucherTokens.Jwk[] Keys, IReadOnlyList<Handed> Rewards);

    /// <summary>A keeper has one permit a station at a time: asking again gives the same one.</summary>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, PointsDb db, VoucherTokens tokens, VoucherTimes times, TimeProvider time,
        CancellationToken ct)
    {
        var station = await ListVouchers.KeptStations(db, scope)
            .SingleOrDefaultAsync(s => s.Id == request.StationId, ct);
        if (station is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var now = time.GetUtcNow();
        var permit = await db.InTransactionAsync(async () =>
        {
            await db.Database.ExecuteSqlAsync(
                $"select pg_advisory_xact_lock(hashtextextended({$"permit {scope.Subject} {station.Id}"}, 0))", ct);
            var open = await db.TillPermits.SingleOrDefaultAsync(
                p => p.Subject == scope.Subject && p.StationId == station.Id && p.Until > now, ct);
            if (open is null)
            {
                open = new TillPermit
                {
                    Id = Guid.CreateVersion7(now), StationId = station.Id, Subject = scope.Subject, From = now,
                    Until = now + times.Permit, MostVouchers = times.PermitVouchers,
                };
                db.Add(open);
                await db.SaveChangesAsync(ct);
            }

            return open;
        }, ct);
        var rewards = await db.Rewards.AsNoTracking()
            .Where(r => station.RegionCode.StartsWith(r.RegionCode)
                && (r.OrganisationId == null || r.OrganisationId == station.OrganisationId))
            .OrderByDescending(r => r.ActiveFrom).Take(MostRewards).ToListAsync(ct);
        return TypedResults.Ok(new Answer(
            permit.Id, new VoucherView.StationPart(station.Id, station.Name), permit.From, permit.Until,
            permit.MostVouchers, await db.OfflineHandOvers.CountAsync(h => h.PermitId == permit.Id, ct),
            [tokens.PublicKey],
            [.. rewards.Select(r => new Handed(r.Id, r.Name, r.NameEn, r.Hours.Text, r.Hours.TextEn))]));
    }
}
