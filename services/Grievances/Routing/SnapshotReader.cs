using System.Collections.Frozen;
using System.Data;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.IO;
using RiderPlatform.Grievances.Boundaries;
using RiderPlatform.Grievances.Calendars;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.OnDuty;

namespace RiderPlatform.Grievances.Routing;

/// <summary>Reads the tables behind a snapshot as they were at one moment.</summary>
internal static class SnapshotReader
{
    public static async Task<RoutingSnapshot> ReadAsync(
        GrievancesDb db, AnswerTimes times, DateOnly today, CancellationToken ct)
    {
        // One transaction snapshot: otherwise a change between two reads would give a duty without its organisation.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var revision = await db.Set<DirectoryRevision>().AsNoTracking().SingleAsync(ct);
        var organisations = await db.Set<DirectoryOrganisation>().AsNoTracking().ToListAsync(ct);
        var duties = await db.Set<DirectoryDuty>().AsNoTracking().Where(d => d.Active).ToListAsync(ct);
        var regions = await db.Set<DirectoryRegion>().AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name, ct);
        var categories = await db.Set<CategoryRow>().AsNoTracking().ToListAsync(ct);
        var streets = await db.Set<StreetPosition>().AsNoTracking().ToListAsync(ct);
        var boundaries = await BoundariesAsync(db, today, ct);
        var settings = await db.Set<UnitSettingRow>().AsNoTracking().ToListAsync(ct);
        var people = await db.Set<DirectoryAccount>().AsNoTracking().ToListAsync(ct);
        var rosters = await db.Set<DirectoryRoster>().AsNoTracking()
            .ToDictionaryAsync(r => r.OrganisationId, r => CopyRosters.Read(r, times), ct);
        var calendar = await CalendarReader.ReadAsync(db, ct);
        var units =
            organisations.ToFrozenDictionary(
                o => o.Id, o => new Unit(o.Id, o.Name, o.Kind, o.RegionCode, o.Active, o.ParentId)
                {
                    Roster = rosters.GetValueOrDefault(o.Id),
                });
        return new RoutingSnapshot
        {
            Revision = revision.Revision,
            Day = today,
            Categories = categories.ToFrozenDictionary(c => c.Code, c => c.Read()),
            Units = units,
            Calendar = calendar,
            Assigning = settings.ToFrozenDictionary(s => s.UnitId, s => s.Rule),
            People = people.ToFrozenDictionary(
                p => p.Id, p => new UnitPerson(p.Id, p.Name, p.Active, p.Organisations)),
            Duties = duties.Where(d => d.Role == DirectoryDuty.Leads && d.IsInForce(today)
                    && units.GetValueOrDefault(d.OrganisationId) is { Active: true })
                .GroupBy(d => d.RegionCode)
                .ToFrozenDictionary(g => g.Key, g => g.Select(d => d.Read()).ToArray()),
            Standing = duties,
            Regions = new RegionFinder(
                regions.ToFrozenDictionary(StringComparer.Ordinal), new BoundaryGraph(boundaries),
                [.. streets.Select(s => new StreetPoint(s.Code, new Position(s.Longitude, s.Latitude)))]),
        };
    }

    private static async Task<List<Boundary>> BoundariesAsync(GrievancesDb db, DateOnly today, CancellationToken ct)
    {
        var valid = db.Boundaries.AsNoTracking().Where(b => b.ValidFrom <= today);
        var inForce = await valid.Where(b => !valid.Any(later => later.Code == b.Code && later.ValidFrom > b.ValidFrom))
            .ToListAsync(ct);
        var reader = new WKBReader();
        return [.. inForce.Select(b => new Boundary(b.Code, b.Demo, reader.Read(b.Shape)))];
    }
}
