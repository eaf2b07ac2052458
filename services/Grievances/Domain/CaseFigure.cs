namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// A set of cases that a number counts; the list takes it as a filter, so that every number opens its list. "Void"
/// cases were closed as duplicate, unfounded or withdrawn.
/// </summary>
public enum CaseFigure
{
    Registered,
    Open,
    Closed,

    /// <summary>Accepted, or not void and past the unit's limit since registration.</summary>
    ResponseDue,

    /// <summary>First accepted within the unit's limit since registration.</summary>
    Responded,
    ResponseExcluded,

    /// <summary>Closed as solved, or open past the rider's limit.</summary>
    OnTimeDue,

    /// <summary>Closed as solved within the rider's limit.</summary>
    OnTime,
    OnTimeExcluded,

    /// <summary>Not void and past the rider's limit, closed or not.</summary>
    ResolutionDue,

    /// <summary>Of these the closed ones.</summary>
    ResolutionClosed,
    ResolutionExcluded,

    /// <summary>The rider has answered the callback.</summary>
    Answered,
    Satisfied,
    NotAnswered,

    EverDispatched,

    /// <summary>Returned by a unit at least once.</summary>
    Returned,
    NeverDispatched,

    /// <summary>Closed now, or reopened since.</summary>
    EverClosed,
    Reopened,
    NeverClosed,

    /// <summary>A supervise order was issued for it at least once.</summary>
    Supervised,

    /// <summary>Parked (挂账) at least once.</summary>
    Parked,

    /// <summary>No case: where a rate leaves nothing out.</summary>
    None,
}

/// <summary>A rate: never a percentage alone. Denominator and excluded together are all registered cases.</summary>
public sealed record CaseRate(string Name, CaseFigure Numerator, CaseFigure Denominator, CaseFigure Excluded)
{
    public static readonly IReadOnlyList<CaseRate> All =
    [
        new("response", CaseFigure.Responded, CaseFigure.ResponseDue, CaseFigure.ResponseExcluded),
        new("onTime", CaseFigure.OnTime, CaseFigure.OnTimeDue, CaseFigure.OnTimeExcluded),
        new("resolution", CaseFigure.ResolutionClosed, CaseFigure.ResolutionDue, CaseFigure.ResolutionExcluded),
        new("satisfaction", CaseFigure.Satisfied, CaseFigure.Answered, CaseFigure.NotAnswered),
        new("returned", CaseFigure.Returned, CaseFigure.EverDispatched, CaseFigure.NeverDispatched),
        new("reopened", CaseFigure.Reopened, CaseFigure.EverClosed, CaseFigure.NeverClosed),
        new("supervised", CaseFigure.Supervised, CaseFigure.Registered, CaseFigure.None),
        new("parked", CaseFigure.Parked, CaseFigure.EverDispatched, CaseFigure.NeverDispatched),
    ];
}

/// <summary>Whose move a case waits for.</summary>
public enum Waiting
{
    Dispatcher,
    Handler,
    Rider,
}

public static class WaitingFor
{
    public static IReadOnlyList<CaseStatus> Statuses(this Waiting waiting) => waiting switch
    {
        Waiting.Dispatcher =>
            [CaseStatus.Registered, CaseStatus.Triaged, CaseStatus.Returned, CaseStatus.Reopened,
            CaseStatus.CalledBack],
        Waiting.Handler => [CaseStatus.Dispatched, CaseStatus.Accepted, CaseStatus.InProgress],
        _ => [CaseStatus.Resolved, CaseStatus.Verified],
    };
}
