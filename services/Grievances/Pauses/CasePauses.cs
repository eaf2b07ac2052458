using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Pauses;

/// <summary>The approved pauses of some cases as they were known at a moment.</summary>
internal sealed class CasePauses
{
    public static readonly CasePauses None = new([]);
    private readonly ILookup<Guid, CasePause> _pauses;

    private CasePauses(IEnumerable<(Guid Case, CasePause Pause)> pauses) =>
        _pauses = pauses.ToLookup(p => p.Case, p => p.Pause);

    public IReadOnlyList<CasePause> Of(Guid caseId) => [.. _pauses[caseId]];

    /// <summary>Asks the database only for cases whose due moment was ever moved.</summary>
    public static async Task<CasePauses> ReadAsync(
        GrievancesDb db, IReadOnlyCollection<CaseRow> cases, DateTimeOffset at, CancellationToken ct)
    {
        var moved = cases.Where(c => c.DueMovedAt is not null).Select(c => c.Id).ToList();
        if (moved.Count == 0)
        {
            return None;
        }

        var rows = await db.Set<PauseRequestRow>().AsNoTracking()
            .Where(r => moved.Contains(r.CaseId) && r.Approved == true && r.DecidedAt <= at)
            .OrderBy(r => r.DecidedAt).ToListAsync(ct);
        return new(rows.Select(r => (r.CaseId, Of(r))));
    }

    public static CasePause Of(PauseRequestRow row) =>
        new(row.Kind, row.UnitId, new Pause(row.DecidedAt!.Value, row.Until));
}
