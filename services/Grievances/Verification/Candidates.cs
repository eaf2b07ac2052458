using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Verification;

/// <summary>
/// Who could look at a hazard: riders who lately reported, joined or volunteered near it, registered riders of the
/// street, then the county, then the city, and grid members whose region holds the place. Never who reported or joined
/// it, nor who was asked before.
/// </summary>
internal static class Candidates
{
    /// <summary>
    /// A degree of latitude, and of longitude at the latitude of northern China: a box, not a circle.
    /// </summary>
    private const double NorthDegrees = VerificationRules.NearMetres / 111_000;
    private const double EastDegrees = VerificationRules.NearMetres / 85_000;

    /// <param name="Reasons">Names of <see cref="AskedAs"/>, at least one.</param>
    internal sealed record Drawable(Guid Rider, string[] Reasons);

    /// <summary>
    /// Those of a rider that still stand: not given up, and of a grid member who was asked as nothing else, as long as
    /// the post is held.
    /// </summary>
    public static IQueryable<VerificationInviteRow> Asked(GrievancesDb db, Guid? rider, DateOnly day) =>
        db.Set<VerificationInviteRow>().Where(i => i.RiderId == rider && i.ReleasedAt == null
            && (i.Reasons.Length != 1 || !i.Reasons.Contains(DirectoryPost.GridMember)
                || db.Set<DirectoryPost>().Any(p => p.RiderId == rider && p.Kind == DirectoryPost.GridMember
                    && p.ValidFrom <= day && (p.ValidUntil == null || p.ValidUntil > day)
                    && db.Set<VerificationRow>().Any(
                        v => v.Id == i.VerificationId && v.RegionCode.StartsWith(p.RegionCode)))));

    public static async Task<IReadOnlyList<Drawable>> OfAsync(
        GrievancesDb db, VerificationRow task, CaseRow row, RoutingSnapshot snapshot, DateTimeOffset now,
        CancellationToken ct)
    {
        var since = now - VerificationRules.ActiveWithin;
        var (south, north) = (task.Latitude - NorthDegrees, task.Latitude + NorthDegrees);
        var (west, east) = (task.Longitude - EastDegrees, task.Longitude + EastDegrees);
        var hazards = snapshot.Categories.Values.Where(c => c.Public).Select(c => c.Code).ToArray();
        var region = task.RegionCode[..Math.Min(task.RegionCode.Length, task.Reach switch { 0 => 9, 1 => 6, _ => 4 })];
        var (day, above) = (ChinaTime.DayOf(now),
            Enumerable.Range(1, task.RegionCode.Length).Select(l => task.RegionCode[..l]).ToArray());
        return await db.Database.SqlQuery<Drawable>($"""
            with near as (
                select id, reporter_id, reported_at from cases
                where category = any({hazards}) and latitude between {south} and {north}
                    and longitude between {west} and {east}),
            pool as (
                select reporter_id as rider, 'Active' as reason from near where reported_at > {since}
                union select j.rider_id, 'Active' from case_joins j join near on near.id = j.case_id
                    where j.joined_at > {since}
                union select c.rider_id, 'Active' from demand_claims c join demands d on d.id = c.demand_id
                    where c.claimed_at > {since} and d.latitude between {south} and {north}
                        and d.longitude between {west} and {east}
                union select id, 'Registered' from directory_riders where active and region_code like {region + "%"}
                union select rider_id, 'GridMember' from directory_posts
                    where kind = 'GridMember' and region_code = any({above}) and valid_from <= {day}
                        and (valid_until is null or valid_until > {day}))
            select rider as "Rider", array_agg(reason order by reason) as "Reasons" from pool
            where rider is not null and rider is distinct from {row.ReporterId}
                and not exists (select from case_joins j where j.case_id = {row.Id} and j.rider_id = rider)
                and not exists (select from cases m where m.merged_into = {row.Id} and m.reporter_id = rider)
                and not exists (select from verification_invites i
                    where i.verification_id = {task.Id} and i.rider_id = rider)
                and not exists (select from directory_riders r where r.id = rider and not r.active)
            group by rider
            """).ToListAsync(ct);
    }
}
