namespace RiderPlatform.Grievances.Domain;

/// <summary>What the decision needs to know of the case.</summary>
/// <param name="Done">How often the attempted action was done to this case before.</param>
/// <param name="Merged">It was merged into another.</param>
public sealed record CaseFacts(
    CaseStatus Status, int Version, DateTimeOffset ChangedAt, int Done, bool Merged = false);

/// <summary>What someone tries.</summary>
/// <param name="Version">The version that they saw.</param>
/// <param name="Roles">Their roles that cover this case.</param>
/// <param name="Given">Names of the request's fields that are filled.</param>
public sealed record Attempt(
    CaseAction Action, int Version, IReadOnlyCollection<string> Roles, IReadOnlyCollection<string> Given,
        CaseOutcome? Outcome = null);

/// <summary>Either the line to follow, or the named outcome that refuses.</summary>
/// <param name="Refused">
/// <c>Stale</c>, <c>NotYourRole</c>, <c>MissingFields</c>, <c>TooManyReturns</c>, <c>TooEarly</c>, <c>TooLate</c>,
/// <c>NotMerged</c>, <c>OutcomeNotAllowed</c>, or by state: <c>AlreadyAccepted</c>, <c>NotResolved</c>, …
/// </param>
public sealed record CaseDecision(Transition? Line, string? Refused, IReadOnlyList<string> Missing)
{
    public static CaseDecision Go(Transition line) => new(line, null, []);

    public static CaseDecision Refuse(string name) => new(null, name, []);
}

/// <summary>Decides an attempt by the table: a column of named refusals, then the line.</summary>
public static class CaseDecisions
{
    public static CaseDecision Decide(this TransitionTable table, CaseFacts facts, Attempt attempt, DateTimeOffset now)
    {
        var open = table.Open(facts.Status, attempt.Action, attempt.Roles);
        if (open.Line is not { } line)
        {
            return open;
        }

        if (facts.Version != attempt.Version)
        {
            return CaseDecision.Refuse("Stale");
        }

        if (line.Requires.Except(attempt.Given).ToList() is { Count: > 0 } missing)
        {
            return new CaseDecision(null, "MissingFields", missing);
        }

        if (line.Outcomes.Count > 0 && (attempt.Outcome is not { } outcome || !line.Outcomes.Contains(outcome)))
        {
            return CaseDecision.Refuse("OutcomeNotAllowed");
        }

        return Held(line, facts, now);
    }

    /// <summary>
    /// The same decision before anything is filled in: whether some request of these roles would be followed now.
    /// </summary>
    public static CaseDecision Consider(
        this TransitionTable table, CaseFacts facts, CaseAction action, IReadOnlyCollection<string> roles,
        DateTimeOffset now)
    {
        var open = table.Open(facts.Status, action, roles);
        return open.Line is { } line ? Held(line, facts, now) : open;
    }

    /// <summary>By role and state alone.</summary>
    private static CaseDecision Open(
        this TransitionTable table, CaseStatus status, CaseAction action, IReadOnlyCollection<string> roles)
    {
        if (!roles.Contains(TransitionTable.System) && !table.WhoMay(action).Intersect(roles).Any())
        {
            return CaseDecision.Refuse("NotYourRole");
        }

        if (table.Find(status, action) is not { } line)
        {
            return CaseDecision.Refuse(NameOf(status, action));
        }

        return line.Who.Intersect(roles).Any() ? CaseDecision.Go(line) : CaseDecision.Refuse("NotYourRole");
    }

    /// <summary>What no request can change: it was done too often, or it is too early or too late.</summary>
    private static CaseDecision Held(Transition line, CaseFacts facts, DateTimeOffset now)
    {
        if (line.Merged && !facts.Merged)
        {
            return CaseDecision.Refuse("NotMerged");
        }

        if (line.AtMost is { } most && facts.Done >= most)
        {
            return CaseDecision.Refuse($"TooMany{line.Action}s");
        }

        return now < facts.ChangedAt.AddHours(line.WaitHours) ? CaseDecision.Refuse("TooEarly")
            : line.WithinHours is { } within && now >= facts.ChangedAt.AddHours(within) ? CaseDecision.Refuse("TooLate")
            : CaseDecision.Go(line);
    }

    /// <summary>
    /// Whether the case is past the action's place in the life of a case (<c>AlreadyAccepted</c>) or short of it
    /// (<c>NotResolved</c>).
    /// </summary>
    private static string NameOf(CaseStatus status, CaseAction action)
    {
        var stands = StageOf(status);
        var needs = action switch
        {
            CaseAction.Triage or CaseAction.Dispatch or CaseAction.Merge or CaseAction.Reject => CaseStatus.Registered,
            CaseAction.Accept or CaseAction.Return => CaseStatus.Dispatched,
            CaseAction.RefuseReturn => CaseStatus.Returned,
            CaseAction.Start or CaseAction.Resolve or CaseAction.Withdraw => CaseStatus.Accepted,
            CaseAction.Verify or CaseAction.Refute or CaseAction.CallBack => CaseStatus.Resolved,
            CaseAction.Close => CaseStatus.CalledBack,
            _ => CaseStatus.Closed,
        };
        // Two statuses are the second half of their stage.
        var past = stands > StageOf(needs)
            || (stands == StageOf(needs) && status is CaseStatus.InProgress or CaseStatus.Verified);
        return past ? $"Already{status}" : $"Not{needs}";
    }

    private static int StageOf(CaseStatus status) => status switch
    {
        CaseStatus.Registered or CaseStatus.Triaged or CaseStatus.Returned or CaseStatus.Reopened => 0,
        CaseStatus.Dispatched => 1,
        CaseStatus.Accepted or CaseStatus.InProgress => 2,
        CaseStatus.Resolved or CaseStatus.Verified => 3,
        CaseStatus.CalledBack => 4,
        _ => 5,
    };
}
