using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Warnings;
using RiderPlatform.Grievances.Supervision;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>What the timeline of an appeal has beside its steps.</summary>
internal static class AppealMarks
{
    public static async Task<IReadOnlyList<CaseMarks.Mark>> ReadAsync(GrievancesDb db, Guid id, CancellationToken ct)
    {
        var appeal = await db.Set<AppealRow>().AsNoTracking().SingleOrDefaultAsync(a => a.CaseId == id, ct);
        if (appeal is not { WarningId: { } warning, MarkedAt: { } at })
        {
            return [];
        }

        var headline = (await ListAppeals.HeadlinesAsync(db, [warning], ct)).GetValueOrDefault(warning)
            ?? WarningLevels.Said(appeal.WarningLevel!.Value).Zh;
        return [new("GreenChannel", AppealWords.GreenChannel(headline), "system", appeal.PlatformId, null, at)];
    }
}
