using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Assigning;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Cases;

/// <summary>The same filters for list and count; each narrows what the scope lets through.</summary>
/// <param name="Status">A status by name.</param>
/// <param name="Category">A category, or a prefix of one such as <c>road</c>.</param>
/// <param name="Region">Region prefix.</param>
/// <param name="Own">True: only cases of just this region, not of those below it.</param>
/// <param name="Unit">Id of the unit that answers for the case; <c>none</c>: no unit does.</param>
/// <param name="Q">Beginning of the case number, or part of the text; at most 60 characters.</param>
/// <param name="Severity">A severity by name.</param>
/// <param name="Kind">A kind by name.</param>
/// <param name="From">Reported at this moment or later.</param>
/// <param name="To">Reported before this moment.</param>
/// <param name="Waiting">Whose move it is: dispatcher, handler or rider.</param>
/// <param name="Overdue">True: a running clock of the case is past its limit; false: none is.</param>
/// <param name="Mine">True: reported by the caller, or accepted by the caller's account.</param>
/// <param name="Figure">The cases that a number of the statistics counts, by its name.</param>
/// <param name="ExternalReference">The accepting unit's own number, exactly.</param>
/// <param name="Cell">A square of the heat map by its name; <c>none</c>: cases without a position.</param>
/// <param name="Assignee">
/// Who of the unit has it: <c>me</c>, <c>none</c> or an account's id; as it stands now, at every <c>at</c>.
/// </param>
/// <param name="At">As the cases stood at this moment of the past.</param>
public sealed record CaseFilter(
    string? Status, string? Category, string? Region, string? Own, string? Unit, string? Q, string? Severity,
    string? Kind, string? From, string? To, string? Waiting, string? Overdue, string? Mine, string? Figure, string? At,
    string? ExternalReference, string? Cell, string? Assignee)
{
    public const int MaxText = 60;
    public const string NoUnit = "none";
    public const string NoCell = "none";

    /// <summary>What is asked, or what is wrong with the filters, field by field.</summary>
    internal (CaseQuestion? Question, ProblemHttpResult? Wrong) Read(DateTimeOffset now)
    {
        var read = new QueryReader();
        var question = new CaseQuestion
        {
            Status = read.Enum<CaseStatus>(Status, "status"),
            Severity = read.Enum<Severity>(Severity, "severity"),
            Kind = read.Enum<CaseKind>(Kind, "kind"),
            Waiting = read.Enum<Waiting>(Waiting, "waiting", ignoreCase: true),
            Figure = read.Enum<CaseFigure>(Figure, "figure"),
            Category = read.Category(Category, "category"),
            Region = read.Region(Region, "region"),
            Own = read.Bool(Own, "own"),
            Unit = Unit == NoUnit ? null : read.Id(Unit, "unit"),
            NoUnit = Unit == NoUnit,
            Cell = Cell == NoCell ? null : read.Cell(Cell, "cell"),
            NoCell = Cell == NoCell,
            Text = read.Text(Q, "q", MaxText),
            From = read.Moment(From, "from"),
            To = read.Moment(To, "to"),
            Overdue = read.Bool(Overdue, "overdue"),
            Mine = read.Bool(Mine, "mine"),
            At = read.Past(At, "at", now),
            ExternalReference = read.Text(ExternalReference, "externalReference", CaseStep.MaxReference),
            Assignee = Assignee is null or Assignees.Me or Assignees.None ? null : read.Id(Assignee, "assignee"),
            AssignedToMe = Assignee == Assignees.Me,
            Unassigned = Assignee == Assignees.None,
            Now = now,
        };
        return read.Invalid.Any ? (null, read.Invalid.ToProblem()) : (question, null);
    }
}
