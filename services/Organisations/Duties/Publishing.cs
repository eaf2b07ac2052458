using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Duties;

/// <summary>
/// How a duty comes into force, given or changed: within its region, and beside no other that it overlaps.
/// </summary>
internal static class Publishing
{
    public static readonly Refusal AlreadyGiven = new(
        409, "AlreadyGiven", "该组织在此区划已有该类职责。", "The organisation has this duty here already.");

    private static readonly Refusal OutsideItsRegion = new(
        409, "OutsideItsRegion", "职责的区划必须在该组织的区划之内。", "The duty's region must lie within the organisation's region.");

    /// <summary>Call it in a transaction. Null: it was given, and told.</summary>
    /// <param name="replaced">What it supersedes; it does not collide with that.</param>
    public static async Task<Refusal?> GiveAsync(
        Duty duty, Duty? replaced, Scope scope, OrganisationsDb db, CancellationToken ct)
    {
        // Held until the commit, so that it cannot be dissolved meanwhile and keep the duty.
        var organisation = await db.Organisations
            .FromSql($"select * from organisation where id = {duty.OrganisationId} for share")
            .AsNoTracking().SingleOrDefaultAsync(ct);
        if (organisation is not { Active: true }
            || !scope.Covers(organisation.RegionCode, organisation.Id, DirectoryAccess.Keepers))
        {
            return Refusal.NotFound;
        }

        if (!Duty.IsWithin(organisation, duty.RegionCode))
        {
            return OutsideItsRegion;
        }

        if (await CollisionAsync(duty, replaced, organisation, db, ct) is { } other)
        {
            return other.Duty.OrganisationId == duty.OrganisationId ? AlreadyGiven : Overlaps(other.Duty, other.Name);
        }

        if (replaced is not null)
        {
            replaced.GiveWay(duty.ValidFrom ?? DateOnly.MinValue, duty.ChangedAt);
            db.Publish(replaced.Fact(), replaced.Id, replaced.Version);

            // Before the new one, because both may stand for one moment of the same index.
            await db.SaveChangesAsync(ct);
        }

        db.Add(duty);
        db.Publish(duty.Fact(), duty.Id, duty.Version);
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>
    /// One for grave cases may stand beside one for all: it goes before it there, and neither is in doubt.
    /// Two at once of one matter and place wait for each other: what the first gives, the second sees.
    /// </summary>
    private static async Task<Standing?> CollisionAsync(
        Duty duty, Duty? replaced, Organisation organisation, OrganisationsDb db, CancellationToken ct)
    {
        var matter = $"duty/{duty.Category}/{duty.RegionCode}/{duty.Role}";
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({matter}, 0))", ct);
        var (id, tier, role, level) = (replaced?.Id, organisation.RegionCode.Length, duty.Role, duty.MinLevel);
        var (from, until) = (duty.ValidFrom ?? Duty.DayOf(duty.ChangedAt), duty.ValidUntil);
        var same = db.Duties.AsNoTracking().Where(d => d.Active && d.Id != id
            && d.Category == duty.Category && d.RegionCode == duty.RegionCode && d.Role == role
            && d.MinLevel == level
            && (d.ValidUntil == null || d.ValidUntil > from)
            && (until == null || d.ValidFrom == null || d.ValidFrom < until));
        return await same.Join(db.Organisations, d => d.OrganisationId, o => o.Id, (d, o) => new { Duty = d, At = o })
            .Where(x => x.At.RegionCode.Length == tier).OrderBy(x => x.Duty.Id)
            .Select(x => new Standing(x.Duty, x.At.Name)).FirstOrDefaultAsync(ct);
    }

    private static Refusal Overlaps(Duty duty, string name) => new(
        409, "DutiesOverlap",
        $"{name} 在此区划已有同级同类职责（{duty.ValidFrom:yyyy-MM-dd} 起，{duty.ValidUntil:yyyy-MM-dd} 止），请先收回或变更它。",
        $"{name} has this duty at this level already, in days that overlap. Withdraw or change duty {duty.Id} first.");

    private sealed record Standing(Duty Duty, string Name);
}
