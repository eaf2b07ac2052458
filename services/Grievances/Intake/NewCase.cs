using System.Diagnostics;
using System.Text.Json;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Intake;

/// <summary>A checked and routed report, with everything that its transaction writes.</summary>
public sealed record NewCase
{
    public required Guid Id { get; init; }

    public required string NumberPrefix { get; init; }

    public required string KindName { get; init; }

    public required string Category { get; init; }

    public required short Severity { get; init; }

    public required string RegionCode { get; init; }

    public required string Text { get; init; }

    public required Position? Position { get; init; }

    /// <summary>Null where no rider reported it.</summary>
    public required Guid? ReporterId { get; init; }

    public required Guid ActorId { get; init; }

    /// <summary>The actor's role as it stands in the timeline.</summary>
    public required string ActorRole { get; init; }

    /// <summary>Whose idempotency key it is.</summary>
    public Guid Sender => ReporterId ?? ActorId;

    public required string? AnswersJson { get; init; }

    public required string? IdempotencyKey { get; init; }

    public required Guid? RequestHash { get; init; }

    public required Guid? UnitId { get; init; }

    /// <summary>Name of the class by which the unit has it; null: by severity and category.</summary>
    public string? DeadlineClass { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>When the rider's clock is due.</summary>
    public required DateTimeOffset RiderDueAt { get; init; }

    /// <summary>When the unit's limit since registration is over: the first unit's clock, if there is one.</summary>
    public required DateTimeOffset ResponseDueAt { get; init; }

    /// <summary>When the first of its clocks has to be looked at.</summary>
    public required DateTimeOffset TimerAt { get; init; }

    public required string LocationJson { get; init; }

    public required string DecisionJson { get; init; }

    /// <summary>Wire name of <see cref="ReportedFact"/>.</summary>
    public required string ReportedType { get; init; }

    public required string ReportedFact { get; init; }

    public required string? DispatchedFact { get; init; }

    public required string? TraceParent { get; init; }

    /// <summary>Who on duty is called for it; null: nobody.</summary>
    public DutyCallRow? Call { get; init; }

    public static NewCase Of(
        ClueReport report, Category category, FoundRegion region, CaseRoute route, ClockLimit limit,
        WorkCalendar calendar, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var (type, fact) = FactOf(id, report, category, region, now);
        var dues = FirstDues.Of(limit, calendar, now, route.Unit?.Id);
        var dispatched = route.Unit is null ? null : new CaseDispatched
        {
            CaseId = id, CaseVersion = 2, UnitId = route.Unit.Id, RegionCode = region.Code, OccurredAt = now,
        };
        var duty = route.Unit is { } unit 
            ? DutyDecision.Of(unit.Roster, category.Severity, calendar.Of(unit.Id, now), now) : default;
        return new NewCase
        {
            Id = id,
            NumberPrefix = CaseNumber.PrefixFor(report.Kind, now),
            KindName = KindNameOf(report.Kind),
            Category = category.Code,
            Severity = (short)category.Severity,
            RegionCode = region.Code,
            Text = report.Text,
            Position = report.Position,
            ReporterId = report.RiderId,
            ActorId = report.ActorId,
            ActorRole = report.ActorRole,
            AnswersJson = report.AnswersJson,
            IdempotencyKey = report.IdempotencyKey,
            RequestHash = report.Hash,
            UnitId = route.Unit?.Id,
            DeadlineClass = route.DeadlineClass?.ToString(),
            ReportedAt = now,
            RiderDueAt = dues.Rider,
            ResponseDueAt = dues.Response,
            TimerAt = dues.Timer,
            LocationJson = LocationOf(region),
            DecisionJson = route.Saying(duty.Why),
            Call = duty.First is null ? null : DutyCalls.New(
                id, 2, route.Unit!.Id, duty.First, 1, category.Severity, route.Unit.Roster!.Times, now),
            ReportedType = type,
            ReportedFact = fact,
            DispatchedFact = dispatched is null ? null
                : JsonSerializer.Serialize(dispatched, ClueJson.Facts.CaseDispatched),
            TraceParent = Activity.Current is { Recorded: true } activity ? activity.Id : null,
        };
    }

    /// <summary>
    /// A rider's clue has a fact of its own, because it promises points; everything else is registered.
    /// </summary>
    private static (string Type, string Json) FactOf(
        Guid id, ClueReport report, Category category, FoundRegion region, DateTimeOffset now)
    {
        var severity = SeverityName(category.Severity);
        return report is { Kind: CaseKind.Clue, RiderId: { } rider }
            ? ("clue-reported.v1", JsonSerializer.Serialize(new ClueReported
            {
                CaseId = id, RiderId = rider, Category = category.Code, Severity = severity, RegionCode = region.Code,
                OccurredAt = now,
            }, ClueJson.Facts.ClueReported))
            : ("case-registered.v1", JsonSerializer.Serialize(new CaseRegistered
            {
                CaseId = id, Kind = KindNameOf(report.Kind), Category = category.Code, Severity = severity,
                RegionCode = region.Code, OccurredAt = now,
            }, ClueJson.Facts.CaseRegistered));
    }

    private static string KindNameOf(CaseKind kind) => kind == CaseKind.Clue ? "Clue" : kind.ToString();

    /// <summary><c>Enum.ToString</c> looks names up by reflection; on this path a switch is enough.</summary>
    public static string SeverityName(Severity severity) => severity switch
    {
        Domain.Severity.Urgent => "Urgent",
        Domain.Severity.Major => "Major",
        Domain.Severity.Ordinary => "Ordinary",
        _ => "Minor",
    };

    internal static string LocationOf(FoundRegion region) => (region.LocatedBy, region.Candidates.Count) switch
    {
        ("Boundary", 0) => """{"locatedBy":"Boundary","candidates":[]}""",
        ("NearestStreet", 0) => """{"locatedBy":"NearestStreet","candidates":[]}""",
        _ => JsonSerializer.Serialize(
            new RegionRecord(region.LocatedBy, region.Candidates), ClueJson.Facts.RegionRecord),
    };
}

/// <summary>How the region was found, as stored with the registration.</summary>
public sealed record RegionRecord(string LocatedBy, IReadOnlyList<string> Candidates);
