namespace RiderPlatform.Grievances.Domain;

/// <summary>Where a case stands. Three of them wait for a dispatcher: Registered, Returned and Reopened.</summary>
public enum CaseStatus
{
    Registered,
    Dispatched,
    Returned,
    Accepted,
    Resolved,
    CalledBack,
    Closed,
    Reopened,
}

/// <summary>What a person does to a case; the word is the same in route, event and transition table.</summary>
public enum CaseAction
{
    Dispatch,
    Accept,
    Return,
    Resolve,
    CallBack,
    Close,
    Reopen,
}

/// <summary>How a case ended; Points awards for <see cref="Solved"/> alone.</summary>
public enum CaseOutcome
{
    Solved,
    Duplicate,
    Unfounded,
    Withdrawn,
}

/// <summary>Stored as its number, so that lists order by it; Major cases take the immediate lane.</summary>
public enum Severity : short
{
    Minor = 1,
    Ordinary = 2,
    Major = 3,
}

/// <summary>What the case was before it was registered.</summary>
public enum CaseKind
{
    /// <summary>线索: a hazard or violation that somebody saw.</summary>
    Clue,

    /// <summary>诉求: what a rider asks for.</summary>
    Grievance,

    /// <summary>申诉: against a platform's penalty.</summary>
    Appeal,

    /// <summary>心愿: dropped in a station's wish box.</summary>
    Wish,

    /// <summary>需求: a community's need that riders claim.</summary>
    Demand,

    /// <summary>走访发现: a problem found on a visit.</summary>
    VisitFinding,

    /// <summary>座谈议题: an item of a forum or a joint meeting.</summary>
    ForumItem,
}
