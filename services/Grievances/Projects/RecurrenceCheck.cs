using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Projects;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Projects;

/// <summary>
/// One closed project whose check is due: counts the new cases of the category in the place, and reopens it or records
/// that it holds. What another replica has in hand is skipped.
/// </summary>
internal sealed class RecurrenceCheck(GrievancesDb db, ClusterOptions options)
{
    /// <summary>False when none is due.</summary>
    public Task<bool> RunAsync(DateTimeOffset now, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var row = await db.Set<ProjectRow>().FromSql($"""
            select * from projects where status = 'Closed' and check_due_at <= {now}
            order by check_due_at limit 1 for no key update skip locked
            """).SingleOrDefaultAsync(ct);
        if (row is null)
        {
            return false;
        }

        var cases = await NewCasesAsync(row, ct);
        var (found, needed) = (cases.Length, row.CheckThreshold!.Value);
        var back = RecurrenceRules.HasComeBack(found, needed);
        var line = ProjectTable.Find(row.Status, back ? ProjectAction.Reopen : ProjectAction.Hold)!;
        (row.CheckDueAt, row.CameBack, row.Status) = (null, found, line.To);
        (row.Version, row.ChangedAt) = (row.Version + 1, now);
        db.Add(new ProjectEventRow
        {
            ProjectId = row.Id, Version = row.Version, Kind = line.Kind, Status = line.To, ActorRole = "system",
            Note = string.Create(CultureInfo.InvariantCulture,
                $"新增 {found} 件，阈值 {needed} 件。 {found} new cases, threshold {needed}."),
            OccurredAt = now,
        });
        await db.SaveChangesAsync(ct);
        if (back)
        {
            await ChangeProjectCases.PutInAsync(db, row.Id, cases, now, ct);
        }

        return true;
    }, ct);

    /// <summary>Between closing and the check's day, however late it is looked.</summary>
    private async Task<Guid[]> NewCasesAsync(ProjectRow row, CancellationToken ct)
    {
        var (from, to, below) = (row.ClosedAt!.Value, row.CheckDueAt!.Value, row.Category + ".");
        var cases = db.Cases.AsNoTracking().Where(c =>
            c.ReportedAt >= from && c.ReportedAt < to && c.Kind != CaseKind.Appeal
            && (c.Category == row.Category || c.Category.StartsWith(below))
            && (c.Open || c.Outcome == CaseOutcome.Solved));
        if (row is not { Longitude: { } x, Latitude: { } y })
        {
            return await cases.Where(c => c.RegionCode.StartsWith(row.RegionCode)).Select(c => c.Id).ToArrayAsync(ct);
        }

        var (centre, metres) = (new Position(x, y), Math.Max(row.RadiusMetres ?? 0, options.LinkMetres));
        var reach = metres / 111_000;
        var near = await cases.Where(c => c.Latitude >= y - reach && c.Latitude <= y + reach)
            .Select(c => new { c.Id, c.Longitude, c.Latitude }).ToListAsync(ct);
        return [.. near.Where(c => new Position(c.Longitude!.Value, c.Latitude!.Value).MetresTo(centre) <= metres)
            .Select(c => c.Id)];
    }
}
