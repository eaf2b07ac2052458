namespace RiderPlatform.Grievances.Domain;

/// <summary>
/// Where a case stands, in the order of its life. Four wait for a dispatcher: Registered, Triaged, Returned, Reopened.
/// </summary>
public enum CaseStatus
{
    Registered,

    /// <summary>已研判: a dispatcher has looked at it, and category and severity are right.</summary>
    Triaged,
    Dispatched,
    Returned,
    Accepted,

    /// <summary>处置中: the unit has said that it is at work.</summary>
    InProgress,
    Resolved,

    /// <summary>已核验: somebody else than the unit has seen that it is done.</summary>
    Verified,
    CalledBack,
    Closed,
    Reopened,
}

/// <summary>What a person does to a case; the word is the same in route, event and transition table.</summary>
public enum CaseAction
{
    /// <summary>Confirms or corrects category and severity; the clocks go on from where they started.</summary>
    Triage,
    Dispatch,
    Accept,
    Return,

    /// <summary>The dispatcher does not agree with a return: the same unit has the case again.</summary>
    RefuseReturn,
    Start,
    Resolve,

    /// <summary>Seen to be done by somebody who is not of the unit.</summary>
    Verify,

    /// <summary>Seen not to be done: the case is taken up again.</summary>
    Refute,
    CallBack,
    Close,

    /// <summary>不予受理: a dispatcher turns the case down, with the reason.</summary>
    Reject,

    /// <summary>The rider takes back what they reported.</summary>
    Withdraw,

    /// <summary>The same thing was reported before: closed, and its reporter hears of the other case.</summary>
    Merge,

    /// <summary>A merge undone.</summary>
    Split,
    Reopen,
}

/// <summary>How a case ended; Points awards for <see cref="Solved"/> alone.</summary>
public enum CaseOutcome
{
    Solved,
    Duplicate,
    Unfounded,
    Withdrawn,
    Rejected,
}

/// <summary>Why a unit sends a case back; each must be shown by evidence and by the duty that it cites.</summary>
public enum ReturnReason
{
    /// <summary>职责不符: another unit's duty.</summary>
    NotOurDuty,

    /// <summary>不在辖区: the place is another unit's.</summary>
    NotOurArea,

    /// <summary>须其他单位先行: nothing can be done before another unit has done its part.</summary>
    OthersFirst,

    /// <summary>信息不全: the place or the matter cannot be made out.</summary>
    NotEnoughInformation,
}

/// <summary>The rider's answer to: is it solved?</summary>
public enum Solved
{
    Solved,
    Partly,
    NotSolved,
}

/// <summary>
/// The rider's answer to: are you satisfied? The satisfaction rate counts <see cref="Satisfied"/> alone.
/// </summary>
public enum Satisfaction
{
    Satisfied,
    Fair,
    NotSatisfied,
}

/// <summary>
/// How grave it is: 轻微, 一般, 重大, 紧急. Stored as its number, so that lists order by it; what is major or urgent takes the
/// immediate lane.
/// </summary>
public enum Severity : short
{
    Minor = 1,
    Ordinary = 2,
    Major = 3,

    /// <summary>Somebody is in danger now: an hour for the unit, half a day in all.</summary>
    Urgent = 4,
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
