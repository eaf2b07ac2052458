namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// A set of cases that a number counts; the list takes it as a filter, so that every number opens its list. "Void"
/// cases were closed as duplicate, unfounded or withdrawn. All of it is as of one moment: what came later is unknown.
/// </summary>
public enum CaseFigure
{
    Registered,
    Open,
    Closed,

    /// <summary>Accepted, or open and past the unit's limit since registration.</summary>
    ResponseDue,

    /// <summary>First accepted within the unit's limit since registration.</summary>
    Responded,

    /// <summary>Not due yet, void, or closed elsewhere before it was imported: nobody was ever asked.</summary>
    ResponseExcluded,

    /// <summary>Accepted, or given to a unit that lets its own clock run out before anybody ever accepted.</summary>
    AcceptanceDue,

    /// <summary>First accepted before the clock of the unit that accepted it was due.</summary>
    AcceptedInTime,
    AcceptanceExcluded,

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

    /// <summary>Given to a unit at least once; what was closed before it was imported never was.</summary>
    EverDispatched,

    /// <summary>Returned by a unit at least once.</summary>
    Returned,
    NeverDispatched,

    /// <summary>Closed now, or taken up again since it was closed or answered for.</summary>
    EverClosed,
    Reopened,
    NeverClosed,

    /// <summary>Not void, and a unit's resolution stands.</summary>
    ResolvedByUnit,

    /// <summary>Of these, resolved by the unit that it was dispatched to first.</summary>
    FirstUnitRight,
    NotResolvedByUnit,

    /// <summary>A supervise order was issued for it at least once.</summary>
    Supervised,

    /// <summary>A supervise order of it was answered, or is past its moment and was not lifted.</summary>
    OrderDue,

    /// <summary>Each of these orders was answered in time.</summary>
    OrderAnswered,
    OrderExcluded,

    /// <summary>Parked (挂账) at least once.</summary>
    Parked,

    /// <summary>No case: where a rate leaves nothing out.</summary>
    None,
}

/// <summary>
/// A rate: never a percentage alone. The numerator is part of the denominator; denominator and excluded together are
/// all registered cases of the place and time. What each is made of, and where the rule comes from:
/// <list type="bullet">
/// <item>response 响应率: taken on within the unit's limit since registration, as the rider feels it (12345 practice:
/// from registration, whoever was asked first).</item>
/// <item>acceptance 按时接单率: taken on within the accepting unit's own limit since it was given to it, approved
/// extensions counted in (数字城管 practice: each unit by its own clock).</item>
/// <item>onTime 按时办结率: of the solved and those that ought to be, within the rider's limit (GB/T 30428.4).</item>
/// <item>resolution 办结率: of those past the rider's limit, however late (GB/T 30428.4).</item>
/// <item>satisfaction 满意率: of those who answered; silence is excluded (12345 practice).</item>
/// <item>returned 退单率, reopened 重开率, parked 挂账率: at least once in the case's life.</item>
/// <item>firstDispatch 首派准确率: the first unit is the one that resolved it (数字城管: 派遣准确率).</item>
/// <item>supervised 督办率; orders 督办按时回复率: each order that is due was answered in time.</item>
/// </list>
/// A case belongs to the unit that answers for it at the moment of the figures: in a unit's row "returned" is what came
/// to it after a return, "firstDispatch" what it resolved as the first.
/// </summary>
public sealed record CaseRate(string Name, CaseFigure Numerator, CaseFigure Denominator, CaseFigure Excluded)
{
    public static readonly IReadOnlyList<CaseRate> All =
    [
        new("response", CaseFigure.Responded, CaseFigure.ResponseDue, CaseFigure.ResponseExcluded),
        new("acceptance", CaseFigure.AcceptedInTime, CaseFigure.AcceptanceDue, CaseFigure.AcceptanceExcluded),
        new("onTime", CaseFigure.OnTime, CaseFigure.OnTimeDue, CaseFigure.OnTimeExcluded),
        new("resolution", CaseFigure.ResolutionClosed, CaseFigure.ResolutionDue, CaseFigure.ResolutionExcluded),
        new("satisfaction", CaseFigure.Satisfied, CaseFigure.Answered, CaseFigure.NotAnswered),
        new("returned", CaseFigure.Returned, CaseFigure.EverDispatched, CaseFigure.NeverDispatched),
        new("reopened", CaseFigure.Reopened, CaseFigure.EverClosed, CaseFigure.NeverClosed),
        new("firstDispatch", CaseFigure.FirstUnitRight, CaseFigure.ResolvedByUnit, CaseFigure.NotResolvedByUnit),
        new("supervised", CaseFigure.Supervised, CaseFigure.Registered, CaseFigure.None),
        new("orders", CaseFigure.OrderAnswered, CaseFigure.OrderDue, CaseFigure.OrderExcluded),
        new("parked", CaseFigure.Parked, CaseFigure.EverDispatched, CaseFigure.NeverDispatched),
    ];

    /// <summary>Of a figure that is what another leaves over.</summary>
    public static CaseFigure? ComplementOf(CaseFigure figure) => figure == CaseFigure.Closed ? CaseFigure.Open
        : All.FirstOrDefault(r => r.Excluded == figure)?.Denominator;
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
