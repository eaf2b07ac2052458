using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Demands;

/// <summary>One rider's claim.</summary>
/// <param name="CheckInBy">Who has not checked in by then loses the place.</param>
/// <param name="Proofs">How often proof was handed in; a refused one may be followed by one more.</param>
/// <param name="Hours">Verified by the community.</param>
/// <param name="Reason">Why the proof was refused.</param>
public sealed record ClaimView(
    Guid Id, Guid DemandId, Guid RiderId, ClaimState State, DateTimeOffset ClaimedAt, DateTimeOffset CheckInBy,
    DateTimeOffset? CheckedInAt, double? CheckInMetres, int Proofs, string? Note, DateTimeOffset? ProofAt,
    decimal? Hours, string? Reason, DateTimeOffset? DecidedAt, IReadOnlyList<ClaimView.Photo> Photos)
{
    public sealed record Photo(Guid Id, int Proof, int Width, int Height, string Href);

    internal static ClaimView Of(DemandClaimRow c, IEnumerable<DemandPhotoRow> photos) => new(
        c.Id, c.DemandId, c.RiderId, c.State, c.ClaimedAt, c.CheckInBy, c.CheckedInAt, c.CheckInMetres, c.Proofs,
        c.Note, c.ProofAt, c.Hours, c.Reason, c.DecidedAt, [.. photos.Select(p =>
            new Photo(p.Id, p.Proof, p.Width, p.Height, $"/api/v1/demands/claims/{c.Id}/photos/{p.Id}"))]);

    internal static async Task<IReadOnlyList<ClaimView>> ReadAsync(
        GrievancesDb db, IReadOnlyCollection<DemandClaimRow> claims, CancellationToken ct)
    {
        var ids = claims.Select(c => c.Id).ToList();
        var photos = (await db.Set<DemandPhotoRow>().AsNoTracking().Where(p => ids.Contains(p.ClaimId))
            .OrderBy(p => p.Proof).ThenBy(p => p.Id).ToListAsync(ct)).ToLookup(p => p.ClaimId);
        return [.. claims.Select(c => Of(c, photos[c.Id]))];
    }

    internal static async Task<ClaimView> ReadAsync(GrievancesDb db, Guid claim, CancellationToken ct) =>
        (await ReadAsync(db, [await db.Set<DemandClaimRow>().AsNoTracking().SingleAsync(c => c.Id == claim, ct)], ct))
            [0];

    /// <summary>The rider's last claim on each of these demands.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, ClaimView>> OfRiderAsync(
        GrievancesDb db, Guid? rider, IEnumerable<Guid> demands, CancellationToken ct)
    {
        if (rider is null)
        {
            return new Dictionary<Guid, ClaimView>();
        }

        var ids = demands.ToList();
        var claims = await db.Set<DemandClaimRow>().AsNoTracking()
            .Where(c => c.RiderId == rider && ids.Contains(c.DemandId)).ToListAsync(ct);
        var last = claims.GroupBy(c => c.DemandId).Select(g => g.MaxBy(c => c.Id)!).ToList();
        return (await ReadAsync(db, last, ct)).ToDictionary(c => c.DemandId);
    }
}
