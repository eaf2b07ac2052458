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
    Clue,
    Grievance,
    Appeal,
    Wish,
}
