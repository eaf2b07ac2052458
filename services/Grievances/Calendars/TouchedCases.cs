using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>Open cases whose deadlines go by work days and lie over days that change.</summary>
/// <param name="Count">How many there are; at most a hundred are listed.</param>
public sealed record TouchedCases(int Count, IReadOnlyList<TouchedCases.Touched> Cases)
{
    private const int Most = 100;

    public sealed record Touched(Guid Id, string Number, DateTimeOffset RiderDueAt, DateTimeOffset? UnitDueAt);

    internal static async Task<TouchedCases> ReadAsync(
        GrievancesDb db, ClockLimits limits, IReadOnlyList<DateOnly> days, CancellationToken ct)
    {
        if (days.Count == 0)
        {
            return new(0, []);
        }

        var (from, to) = (ChinaTime.StartOf(days[0]), ChinaTime.StartOf(days[^1].AddDays(1)));
        var near = await db.Cases.AsNoTracking()
            .Where(c => c.Status != CaseStatus.Closed && c.ReportedAt < to
                && (c.RiderDueAt >= from || c.UnitDueAt >= from))
            .OrderBy(c => c.RiderDueAt).ThenBy(c => c.Id)
            .Select(c => new { c.Id, c.Number, c.Severity, c.Category, c.ReportedAt, c.RiderDueAt, c.UnitSince,
                c.UnitDueAt, c.DeadlineClass }).ToListAsync(ct);
        var touched = near.Where(c => limits.For(c.Severity, c.Category, c.DeadlineClass) is var limit
            && (Over(limit.RiderMode, c.ReportedAt, c.RiderDueAt) || Over(limit.UnitMode, c.UnitSince, c.UnitDueAt)))
            .Select(c => new Touched(c.Id, c.Number, c.RiderDueAt, c.UnitDueAt)).ToList();
        return new(touched.Count, [.. touched.Take(Most)]);

        bool Over(ClockMode mode, DateTimeOffset? begun, DateTimeOffset? due) =>
            mode is ClockMode.WorkTime or ClockMode.WorkDays && begun is { } b && due is { } d
                && days.Any(day => day >= ChinaTime.DayOf(b) && day <= ChinaTime.DayOf(d));
    }
}
