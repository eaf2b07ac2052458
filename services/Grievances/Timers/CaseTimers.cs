using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Pauses;

namespace RiderPlatform.Grievances.Timers;

/// <summary>Keeps the timer of a case with whatever starts, stops or moves one of its clocks.</summary>
internal static class CaseTimers
{
    private const string Upsert = """
        insert into case_timers (case_id, due_at) values ($1, $2)
        on conflict (case_id) do update set due_at = excluded.due_at
        """;

    /// <summary>
    /// Call it in the transaction of the change, with the row as it stands after it. The timer is set to the first
    /// level of all; levels that were told already are told apart by their notices.
    /// </summary>
    public static async Task WriteTimerAsync(
        this GrievancesDb db, CaseRow row, ClockLimits limits, WorkCalendar calendar, DateTimeOffset now,
        CancellationToken ct)
    {
        var first = await db.FirstLevelAsync(row, limits, calendar, now, ct);
        await (first is { } at
            ? db.ExecuteAsync(Upsert, ct, row.Id, at.UtcDateTime)
            : db.ExecuteAsync("delete from case_timers where case_id = $1", ct, row.Id));
    }

    /// <summary>What the timer of a case is set to; null where none of its clocks runs.</summary>
    public static async Task<DateTimeOffset?> FirstLevelAsync(
        this GrievancesDb db, CaseRow row, ClockLimits limits, WorkCalendar calendar, DateTimeOffset now,
        CancellationToken ct)
    {
        var pauses = await CasePauses.ReadAsync(db, [row], now, ct);
        var levels = new CaseLevels(limits, calendar).Of(row, pauses.Of(row.Id));
        return levels.Count == 0 ? null : levels[0].At;
    }
}
