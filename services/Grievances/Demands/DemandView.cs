using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Demands;

/// <summary>A demand as its reader may see it.</summary>
/// <param name="To">Not part of the window any more.</param>
/// <param name="Contact">For those who hold a place, and for staff; null for everybody else.</param>
/// <param name="DistanceMetres">From the position that was asked with.</param>
/// <param name="MyClaim">The calling rider's own claim, whatever became of it.</param>
public sealed record DemandView(
    Guid Id, string Number, string Kind, Wording KindName, string Title, string Text, double Longitude,
    double Latitude, string RegionCode, string? RegionName, string Address, DateTimeOffset From, DateTimeOffset To,
    int Wanted, int Taken, int Points, TakeStep.UnitRef? Team, TakeStep.UnitRef? Organisation, DemandStatus Status,
    int Version, string? CancelReason, string? Contact, double? DistanceMetres, ClaimView? MyClaim)
{
    internal static DemandView Of(
        DemandRow d, RoutingSnapshot snapshot, DateTimeOffset now, ClaimView? mine, bool staff, Position? near) => new(
        d.Id, d.Number, d.Kind, NameOf(d.Kind, snapshot), d.Title, d.Text, d.Longitude, d.Latitude, d.RegionCode,
        snapshot.Regions.NameOf(d.RegionCode), d.Address, d.StartsAt, d.EndsAt, d.Wanted, d.Taken, d.Points,
        Ref(d.TeamId, snapshot), Ref(d.OrganisationId, snapshot),
        DemandRules.StatusOf(d.EndsAt, d.Taken, d.Wanted, d.CancelledAt, now), d.Version, d.CancelReason,
        staff || (mine is not null && DemandAccess.HoldsAPlace(mine.State)) ? d.Contact : null,
        near is { } here ? Math.Round(here.MetresTo(new(d.Longitude, d.Latitude)), 1) : null, mine);

    internal static Wording NameOf(string kind, RoutingSnapshot snapshot) =>
        snapshot.Categories.GetValueOrDefault(kind) is { } category ? new(category.NameZh, category.NameEn)
            : new(kind, kind);

    private static TakeStep.UnitRef? Ref(Guid? unit, RoutingSnapshot snapshot) =>
        unit is { } id ? new(id, snapshot.Units.GetValueOrDefault(id)?.Name ?? "") : null;
}
