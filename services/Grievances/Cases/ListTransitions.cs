using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Cases;

/// <summary>The life of a case as it is decided by: every line of the table, and the same as a drawing.</summary>
public static class ListTransitions
{
    /// <param name="Who">Roles that may; <c>system</c> is the platform itself, when the moment has come.</param>
    /// <param name="Requires">Fields of the step's body beside the version.</param>
    /// <param name="AtMost">How often it may be done to one case; null: no bound.</param>
    /// <param name="WaitHours">Not before the case has stood in <paramref name="From"/> for so long.</param>
    /// <param name="WithinHours">Not after that; null: no bound.</param>
    public sealed record Line(
        CaseStatus From, CaseAction Action, CaseStatus To, IReadOnlyList<string> Who, IReadOnlyList<string> Requires,
        int? AtMost, int WaitHours, int? WithinHours);

    /// <param name="Diagram">A Mermaid state diagram.</param>
    public sealed record Answer(IReadOnlyList<Line> Lines, string Diagram);

    public static Ok<Answer> Handle(TransitionTable table) => TypedResults.Ok(new Answer(
        [.. table.Lines.Select(l => new Line(
            l.From, l.Action, l.To, l.Who, l.Requires, l.AtMost, l.WaitHours, l.WithinHours))],
        TransitionDiagram.Of(table)));
}
