using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Verification;

/// <summary>
/// Who could look at a hazard: riders who lately reported, joined or volunteered near it, and registered riders of the
/// street, then the county, then the city. Never who reported or joined it, nor who was asked before.
/// </summary>
internal static class Candidates
{
    /// <summary>
    /// A degree of latitude, and of longitude at the latitude of northern China: a box, not a circle.
    /// </summary>
    private const double NorthDegrees = VerificationRules.NearMetres / 111_000;
    private const double EastDegrees = VerificationRules.NearMetres / 85_000;

    public static async Task<IReadOnlyList<Guid>> OfAsync(
        GrievancesDb db, VerificationRow task, CaseRow row, RoutingSnapshot snapshot, DateTimeOffset now,
        CancellationToken ct)
    {
        var since = now - VerificationRules.ActiveWithin;
        var (south, north) = (task.Latitude - NorthDegrees, task.Latitude + NorthDegrees);
        var (west, east) = (task.Longitude - EastDegrees, task.Longitude + EastDegrees);
        var hazards = snapshot.Categories.Values.Where(c => c.Public).Select(c => c.Code).ToArray();
        var region = task.RegionCode[..Math.Min(task.RegionCode.Length, task.Reach switch { 0 => 9, 1 => 6, _ => 4 })];
        return await db.Database.SqlQuery<Guid>($"""
            with near as (
                select id, reporter_id, reported_at from cases
                where category = any({hazards}) and latitude between {south} and {north}
                    and longitude between {west} and {east}),
            pool as (
                select reporter_id as rider from near where reported_at > {since}
                union select j.rider_id from case_joins j join near on near.id = j.case_id where j.joined_at > {since}
                union select c.rider_id from demand_claims c join demands d on d.id = c.demand_id
                    where c.claimed_at > {since} and d.latitude between {south} and {north}
                        and d.longitude between {west} and {east}
                union select id from directory_riders where active and region_code like {region + "%"})
            select rider as "Value" from pool
            where rider is not null and rider is distinct from {row.ReporterId}
                and not exists (select from case_joins j where j.case_id = {row.Id} and j.rider_id = rider)
                and not exists (select from cases m where m.merged_into = {row.Id} and m.reporter_id = rider)
                and not exists (select from verification_invites i
                    where i.verification_id = {task.Id} and i.rider_id = rider)
                and not exists (select from directory_riders r where r.id = rider and not r.active)
            """).ToListAsync(ct);
    }
}
