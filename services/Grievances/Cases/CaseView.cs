using System.Text.Json;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.Pauses;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A case as this reader may see it.</summary>
/// <param name="Immediate">Major or urgent: it takes the immediate lane and stands first in lists.</param>
/// <param name="Mine">The reader reported it.</param>
/// <param name="ReporterId">Dispatchers and the reporter alone; null for everybody else.</param>
public sealed record CaseView(
    Guid Id, string Number, CaseKind Kind, string Category, string CategoryName, Severity Severity, bool Immediate,
        CaseStatus Status, int Version,
    string RegionCode, string? RegionName, string Text, double? Longitude, double? Latitude, TakeStep.UnitRef? Unit,
        Guid? AcceptedBy,
    CaseOutcome? Outcome, Solved? Solved, Satisfaction? Satisfaction, bool Mine, Guid? ReporterId,
        DateTimeOffset ReportedAt,
        DateTimeOffset ChangedAt, Clocks Clocks)
{
    /// <summary>To the category's form, in the words of the day.</summary>
    public IReadOnlyList<FormAnswer> Answers { get; init; } = [];

    /// <summary>Of a returned case: until when the dispatcher judges the return.</summary>
    public DateTimeOffset? JudgeDueAt { get; init; }

    /// <summary>Who of the unit has it; null where the unit gives its cases to nobody, and for the reporter.</summary>
    public TakeStep.UnitRef? Assignee { get; init; }

    /// <summary>The accepting unit's own number; not for the reporter.</summary>
    public string? ExternalReference { get; init; }

    /// <summary>The last event of a closed case is its closing.</summary>
    public static Clocks ClocksOf(
        CaseRow row, ClockLimits limits, WorkCalendar calendar, IReadOnlyList<CasePause> pauses, DateTimeOffset now)
    {
        var limit = limits.For(row.Severity, row.Category, row.DeadlineClass);
        var rider = new ClockFacts(
            row.ReportedAt, row.RiderDueAt, row.Status == CaseStatus.Closed ? row.ChangedAt : null, limit.Rider);
        var unit = row is { UnitId: { } id, UnitSince: { } since, UnitDueAt: { } due }
            ? Clock.At(now, new(since, due, row.UnitDoneAt, limit.Unit) { Class = limit.Class }, calendar.Of(id, since),
                [.. pauses.Where(p => p.StopsUnit(id) && p.Span.To > since)])
            : null;
        return new(Clock.At(now, rider, calendar, [.. pauses.Where(p => p.StopsRider)]), unit);
    }

    internal static CaseView Of(
        CaseRow row, Scope scope, RoutingSnapshot snapshot, ClockLimits limits, CasePauses pauses, DateTimeOffset now)
    {
        var mine = CaseAccess.IsOwn(row, scope);
        return new CaseView(
            row.Id, row.Number, row.Kind, row.Category, snapshot.Categories.GetValueOrDefault(row.Category)?.NameZh
                ?? row.Category,
            row.Severity, row.Severity >= Severity.Major, row.Status, row.Version, row.RegionCode,
                snapshot.Regions.NameOf(row.RegionCode),
            row.Text, row.Longitude, row.Latitude,
            row.UnitId is { } unit ? new TakeStep.UnitRef(unit, snapshot.Units.GetValueOrDefault(unit)?.Name ?? "")
                : null,
            mine ? null : row.AcceptedBy, row.Outcome, row.Solved, row.Satisfaction, mine,
            scope.MaySeeReporter(row) ? row.ReporterId : null, row.ReportedAt, row.ChangedAt,
            ClocksOf(row, limits, snapshot.Calendar, pauses.Of(row.Id), now))
        {
            Answers = row.Answers is { } answers
                ? JsonSerializer.Deserialize(answers, ClueJson.Facts.IReadOnlyListFormAnswer)! : [],
            JudgeDueAt = row.Status == CaseStatus.Returned && !mine
                ? JudgeRules.Due(row.ChangedAt, row.Severity, snapshot.Calendar) : null,
            ExternalReference = mine ? null : row.ExternalReference,
        };
    }
}
