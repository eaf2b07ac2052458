using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Supervision;

namespace RiderPlatform.Grievances.OnDuty;

/// <summary>Calls as they stand in a case's timeline.</summary>
internal static class DutyMarks
{
    public static async Task<IEnumerable<CaseMarks.Mark>> ReadAsync(GrievancesDb db, Guid id, CancellationToken ct) =>
        (await db.Set<DutyCallRow>().AsNoTracking().Where(d => d.CaseId == id).OrderBy(d => d.CalledAt).ToListAsync(ct))
            .SelectMany(Of);

    private static IEnumerable<CaseMarks.Mark> Of(DutyCallRow d)
    {
        yield return new("DutyCalled", new($"呼叫值班：{d.Name}（第 {d.Position} 位）。",
            $"On duty, called as number {d.Position}: {d.Name}."), "system", d.UnitId, null, d.CalledAt);
        if (d is { Outcome: DutyOutcome.Acknowledged, EndedAt: { } at })
        {
            yield return new("DutyAcknowledged", new($"到岗确认：{d.Name}。", $"Acknowledged: {d.Name}."), "handler",
                d.UnitId, null, at);
        }
        else if (d is { Outcome: DutyOutcome.Missed, EndedAt: { } missed })
        {
            yield return new("DutyMissed", new($"未按时确认：{d.Name}。", $"Not acknowledged in time: {d.Name}."), "system",
                d.UnitId, null, missed);
        }
    }
}
