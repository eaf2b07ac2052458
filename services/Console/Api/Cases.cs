using System.Text.Json.Serialization;

namespace RiderPlatform.Console.Api;

/// <summary>Answers of Grievances; statuses and actions by their names, so that a new one breaks no page.</summary>
public static class Cases
{
    public sealed record Unit(Guid Id, string Name);

    public sealed record Wording(string Zh, string En);

    public sealed record Clock(
        DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? StoppedAt, long ElapsedMinutes,
        long RemainingMinutes, string State)
    {
        /// <summary>How the due moment came about: kind of time, calendar, pauses.</summary>
        public Wording? Why { get; init; }
    }

    public sealed record Clocks(Clock Rider, Clock? Unit);

    public sealed record Case(
        Guid Id, string Number, string Kind, string Category, string CategoryName, string Severity, bool Immediate,
        string Status, int Version, string RegionCode, string? RegionName, string Text, double? Longitude,
        double? Latitude, Unit? Unit, Guid? AcceptedBy, string? Outcome, string? Solved, string? Satisfaction,
            bool Mine,
        DateTimeOffset ReportedAt, DateTimeOffset ChangedAt, Clocks? Clocks)
    {
        /// <summary>To the category's form.</summary>
        public IReadOnlyList<FormAnswer> Answers { get; init; } = [];

        /// <summary>Who of the unit has it; null where nobody was given it.</summary>
        public Unit? Assignee { get; init; }

        /// <summary>Of a returned case: until when the dispatcher judges the return.</summary>
        public DateTimeOffset? JudgeDueAt { get; init; }
    }

    public sealed record FormAnswer(Wording Name, Wording Said);

    public sealed record Photo(Guid Id, string Purpose, int Width, int Height);

    public sealed record Ref(Guid Id, string Number);

    /// <param name="Riders">How many have reported it or joined.</param>
    public sealed record One(
        Case Case, IReadOnlyList<Photo> Photos, int Riders, Ref? MergedInto, IReadOnlyList<Ref> MergedFrom)
    {
        /// <summary>The governance project that it is part of.</summary>
        public ProjectRef? Project { get; init; }

        /// <summary>Of a case that came in through Open311.</summary>
        public FromOutside? Open311 { get; init; }
    }

    /// <param name="HasPersonalNumbers">Masked where anybody may read it.</param>
    public sealed record FromOutside(bool HasPersonalNumbers);

    public sealed record ProjectRef(Guid Id, string Name, Wording StatusName);

    public sealed record Step(
        int Version, string Kind, string Status, string Text, string? TextEn, string ActorRole, Unit? Unit,
            string? Note,
        DateTimeOffset OccurredAt);

    /// <param name="Name">Dispatch, Accept, Return, Resolve, CallBack, Close, Merge, Split or Reopen.</param>
    /// <param name="Why">What would have to happen first; null where it is allowed.</param>
    public sealed record Action(
        [property: JsonPropertyName("action")] string Name, bool Allowed, string? Reason, Wording? Why,
        IReadOnlyList<string> Requires, IReadOnlyList<string> Outcomes, DateTimeOffset? WaitUntil)
    {
        /// <summary>What the category asks whoever takes the step.</summary>
        public IReadOnlyList<Reports.FormField> Form { get; init; } = [];
    }

    /// <param name="Version">What a step must be sent with.</param>
    public sealed record Actions(Guid Id, string Status, int Version, [property: JsonPropertyName("actions")]
        IReadOnlyList<Action> All)
    {
        public Action? Of(string name) => All.FirstOrDefault(a => a.Name == name);
    }

    /// <summary>How the case stands after a step.</summary>
    public sealed record Taken(Guid Id, string Number, string Status, int Version, Unit? Unit);

    public sealed record Count(long Total, IReadOnlyDictionary<string, long> ByStatus);

    public sealed record Category(string Code, string NameZh, string NameEn, string Severity);
}
