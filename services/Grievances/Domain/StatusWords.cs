namespace RiderPlatform.Grievances.Domain;

/// <summary>A status in a rider's or a citizen's words.</summary>
public static class StatusWords
{
    public static Wording Of(CaseStatus status) => status switch
    {
        CaseStatus.Registered or CaseStatus.Returned or CaseStatus.Reopened =>
            new("已登记，等待派单", "Registered, waiting to be dispatched"),
        CaseStatus.Triaged => new("已研判，等待派单", "Looked at, waiting to be dispatched"),
        CaseStatus.Dispatched => new("已派单，等待承办单位接单", "Dispatched, waiting for the unit"),
        CaseStatus.Accepted or CaseStatus.InProgress => new("承办单位正在处理", "The unit is working on it"),
        CaseStatus.Resolved or CaseStatus.Verified or CaseStatus.CalledBack =>
            new("已处理，待确认", "Dealt with, to be confirmed"),
        _ => new("已解决", "Solved"),
    };

    /// <summary>As far as the public is told: <c>Reported</c>, <c>InProgress</c> or <c>Solved</c>.</summary>
    public static string Public(CaseStatus status) => status switch
    {
        CaseStatus.Registered or CaseStatus.Triaged or CaseStatus.Returned or CaseStatus.Reopened
            or CaseStatus.Dispatched => "Reported",
        CaseStatus.Closed => "Solved",
        _ => "InProgress",
    };
}
