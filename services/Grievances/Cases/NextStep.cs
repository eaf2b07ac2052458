using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Cases;

/// <summary>What follows from a step by itself, if nobody does anything else first.</summary>
internal static class NextStep
{
    /// <summary>
    /// A rider who does not answer within a week is taken to have nothing to add: closed as solved, and counted as
    /// silence, never as satisfied. 12345 practice asks back for three to seven days.
    /// </summary>
    public static readonly TimeSpan Silence = TimeSpan.FromDays(7);

    /// <summary>At this many refusals the case goes one level up.</summary>
    public const int MostRefusals = 2;

    public static NextStepRow? After(
        CaseRow row, CaseStep step, Transition line, RoutingSnapshot snapshot, DateTimeOffset now)
    {
        var (action, unit, due) = step.Action switch
        {
            CaseAction.Resolve or CaseAction.Verify => (CaseAction.Close, null, now + Silence),
            CaseAction.CallBack when step.Satisfaction == Satisfaction.NotSatisfied
                && row.Refusals + 1 >= MostRefusals => (CaseAction.Reopen, OneLevelUp(row, snapshot), now),
            CaseAction.Reopen when step.UnitId is { } above => (CaseAction.Dispatch, above, now),
            _ => (line.Action, default(Guid?), default),
        };
        return due == default ? null
            : new() { CaseId = row.Id, Version = row.Version + 1, Action = action, UnitId = unit, DueAt = due };
    }

    /// <summary>The step as the platform takes it.</summary>
    public static CaseStep Of(NextStepRow row) => row.Action switch
    {
        CaseAction.Close => new(CaseAction.Close, row.Version) { Outcome = CaseOutcome.Solved },
        CaseAction.Reopen => new(CaseAction.Reopen, row.Version) { UnitId = row.UnitId, Note = "骑手两次回访不满意，上提一级办理" },
        _ => new(row.Action, row.Version) { UnitId = row.UnitId },
    };

    /// <summary>
    /// Null where nobody above the unit answers for the place, or the matter: then a dispatcher decides.
    /// </summary>
    private static Guid? OneLevelUp(CaseRow row, RoutingSnapshot snapshot) =>
        row.UnitId is { } unit && snapshot.Units.GetValueOrDefault(unit)?.ParentId is { } parent
            && CaseRefusals.OfUnit(parent, row, snapshot) is null ? parent : null;
}
