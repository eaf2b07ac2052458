using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>
/// A platform that has said nothing when its clock runs out: the appeal is upheld for the rider, once, and goes to the
/// committee of the place under a supervise order. Rows that another replica or a person holds are left to them; what
/// fell due while nobody was there is done when somebody is, the longest overdue first.
/// </summary>
public sealed class UpholdSilent(GrievancesDb db, ClockLimits limits, DirectoryCopy directory, TimeProvider time)
{
    private const int Together = 100;

    /// <summary>How many were upheld.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var upheld = 0;
        while (directory.Current is { } snapshot)
        {
            var taken = await db.InTransactionAsync(() => BatchAsync(snapshot, ct), ct);
            db.ChangeTracker.Clear();
            upheld += taken;
            if (taken < Together)
            {
                break;
            }
        }

        return upheld;
    }

    private async Task<int> BatchAsync(RoutingSnapshot snapshot, CancellationToken ct)
    {
        var now = time.Now();
        var ids = await db.Database.SqlQuery<Guid>($"""
            select a.case_id as "Value" from appeals a join cases c on c.id = a.case_id
            where a.outcome is null and c.open and c.unit_done_at is null and c.unit_due_at <= {now}
                and c.unit_id in (select id from directory_organisations where kind = {AppealAccess.PlatformKind})
            order by c.unit_due_at limit {Together} for no key update of c, a skip locked
            """).ToListAsync(ct);
        var rows = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        foreach (var row in rows)
        {
            var platform = row.UnitId!.Value;
            await db.Set<AppealRow>().Where(a => a.CaseId == row.Id).ExecuteUpdateAsync(s => s
                .SetProperty(a => a.Outcome, AppealOutcome.AppealUpheldBySilence)
                .SetProperty(a => a.DecidedAt, now).SetProperty(a => a.PlatformId, platform), ct);
            await HandOverAsync(row, CommitteeOf(snapshot, row.RegionCode), snapshot, now, ct);
        }

        await db.SaveChangesAsync(ct);
        return rows.Count;
    }

    /// <summary>
    /// The nearest work committee above the place; where there is none, the nearest industry committee.
    /// </summary>
    private static Unit? CommitteeOf(RoutingSnapshot snapshot, string region) => snapshot.Units.Values
        .Where(u => u.Active && u.Kind is "WorkCommittee" or "IndustryCommittee"
            && region.StartsWith(u.RegionCode, StringComparison.Ordinal))
        .OrderByDescending(u => u.Kind == "WorkCommittee").ThenByDescending(u => u.RegionCode.Length)
        .ThenBy(u => u.Id).FirstOrDefault();

    /// <summary>
    /// The committee answers for the case from now on; where a place has none, a dispatcher answers the order.
    /// </summary>
    private async Task HandOverAsync(
        CaseRow row, Unit? committee, RoutingSnapshot snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var limit = limits.For(row.Severity, row.Category, row.DeadlineClass);
        var (status, kind) = committee is null ? (CaseStatus.Returned, "Returned")
            : (CaseStatus.Dispatched, "Dispatched");
        var due = committee is null ? default(DateTimeOffset?)
            : limit.Unit.Due(snapshot.Calendar.Of(committee.Id, now), now);
        var since = committee is null ? default(DateTimeOffset?) : now;
        await db.Cases.Where(c => c.Id == row.Id).ExecuteUpdateAsync(s => s
            .SetProperty(c => c.Status, status).SetProperty(c => c.Version, row.Version + 1)
            .SetProperty(c => c.UnitId, committee == null ? null : committee.Id).SetProperty(c => c.UnitSince, since)
            .SetProperty(c => c.UnitDueAt, due).SetProperty(c => c.AcceptedBy, (Guid?)null)
            .SetProperty(c => c.ChangedAt, now)
            .SetProperty(c => c.SupervisedAt, row.SupervisedAt ?? now), ct);
        db.Add(new CaseEventRow
        {
            CaseId = row.Id, Version = row.Version + 1, Kind = kind, Status = status, ActorRole = "system",
            UnitId = committee?.Id ?? row.UnitId, RegionCode = row.RegionCode, Note = AppealWords.SilenceReason,
            Data = JsonSerializer.Serialize(new { outcome = nameof(AppealOutcome.AppealUpheldBySilence) }),
            OccurredAt = now,
        });
        db.Add(new CaseDueChangeRow
        {
            CaseId = row.Id, ChangedAt = now, RiderBefore = row.RiderDueAt, UnitBefore = row.UnitDueAt,
        });
        db.Add(new SuperviseOrderRow
        {
            Id = Guid.CreateVersion7(now), CaseId = row.Id, UnitId = committee?.Id, OverseerId = committee?.ParentId,
            Reason = AppealWords.SilenceReason, IssuedAt = now,
            AnswerDueAt = SuperviseRules.AnswerDue(now, snapshot.Calendar),
        });
        if (committee is not null)
        {
            db.Publish(new CaseDispatched
            {
                CaseId = row.Id, CaseVersion = row.Version + 1, UnitId = committee.Id, RegionCode = row.RegionCode,
                OccurredAt = now,
            }, row.Id, row.Version + 1);
        }

        await db.SaveChangesAsync(ct);
        var after = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == row.Id, ct);
        await db.WriteTimerAsync(after, limits, snapshot.Calendar, now, ct);
    }
}
