using System.Text.Json.Serialization;

namespace RiderPlatform.Console.Api;

/// <summary>Answers of Grievances about projects, meetings and the weekly digest.</summary>
public static class Governance
{
    public sealed record CountOf(string Key, int Count);

    public sealed record Threshold(string Name, int Needed, int Found, bool IsMet);

    /// <summary>Why many cases are one problem.</summary>
    public sealed record Reason(
        int Cases, IReadOnlyList<CountOf> Weeks, int Recent, int Before, int Growth, int? LinkMetres,
        int? RadiusMetres, IReadOnlyList<CountOf> Regions, IReadOnlyList<CountOf> Kinds, int Open, int Closed,
        int Reopened, int Returned, int Reporters, IReadOnlyList<Threshold> Tests);

    /// <param name="Status">Proposed, Adopted, Closed, Held, Dropped or Merged.</param>
    public sealed record Project(
        Guid Id, string Name, string Status, Cases.Wording StatusName, int Version, string Category,
        Cases.Wording CategoryName, string RegionCode, string? RegionName, double? Longitude, double? Latitude,
        int? RadiusMetres, Reason? Reason, string? Note, string? ProposedWeek, DateTimeOffset ProposedAt,
        Cases.Unit? Lead, IReadOnlyList<Cases.Unit> Members, string? Goal, DateOnly? DueOn, Guid? MergedInto,
        [property: JsonPropertyName("cases")] int CaseCount,
        int ItemsDone, int Items, DateTimeOffset? ClosedAt, DateTimeOffset? CheckDueAt, int? CheckWeeks,
        int? CheckThreshold, int? CameBack)
    {
        public string Tone => Status switch
        {
            "Proposed" => "wait",
            "Adopted" => "busy",
            "Closed" or "Held" => "good",
            _ => "off",
        };
    }

    public sealed record Item(
        Guid Id, string Text, Cases.Unit Organisation, DateOnly? DueOn, DateTimeOffset? DoneAt, string? DoneNote,
        bool Mine);

    public sealed record Outcome(
        Guid Id, string Kind, string Text, string? Title, string? DocumentNumber, DateOnly? PublishedOn);

    public sealed record Event(
        int Version, string Kind, Cases.Wording What, string ActorRole, string? Note, DateTimeOffset OccurredAt);

    public sealed record One(
        Project Project, IReadOnlyList<Item> Items, IReadOnlyList<Outcome> Outcomes, IReadOnlyList<Event> History,
        IReadOnlyList<string> Actions, string CaseList)
    {
        public bool Can(string action) => Actions.Contains(action);
    }

    public sealed record ProjectCase(
        Guid Id, string Number, string Kind, string Category, Cases.Wording CategoryName, string RegionCode,
        string? RegionName, string Status, DateTimeOffset ReportedAt, double? Longitude, double? Latitude,
        bool Visible);

    public sealed record Clustering(string Week, bool Final, int Cases, IReadOnlyList<Cluster> Clusters);

    public sealed record Cluster(Guid Id, string Verdict, Guid? ProjectId);

    public sealed record Meeting(
        Guid Id, string Kind, DateOnly HeldOn, string Place, string RegionCode, string? RegionName,
        string Participants, IReadOnlyList<MeetingItem> Items);

    public sealed record MeetingItem(
        int Number, string Text, string? Category, Cases.Wording? CategoryName, string? RegionCode, ItemCase? Case);

    public sealed record ItemCase(
        Guid Id, string Number, string Status, Cases.Wording StatusName, Cases.Unit? Unit, bool Visible);

    /// <param name="List">Address of the list in the API.</param>
    public sealed record Number(int Count, string List);

    public sealed record Figure(string Key, Cases.Wording Name, Number Number);

    public sealed record Day(DateOnly Date, IReadOnlyList<Figure> Figures);

    public sealed record Topic(string Category, Cases.Wording Name, Number Number, int Before, int Change);

    public sealed record Digest(
        string? Region, string? RegionName, Cases.Unit? Organisation, string Week, string Previous, string? Next,
        DateTimeOffset From, DateTimeOffset To, DateTimeOffset At, bool Final, IReadOnlyList<Figure> Total,
        Number Open, Number Overdue, IReadOnlyList<Topic> ByCategory, IReadOnlyList<Day> Days);

    public sealed record Entry(
        DateTimeOffset OccurredAt, Guid? CaseId, string? Number, string? Status, Guid? ProjectId, string? Name,
        Cases.Wording CategoryName, string RegionCode, string? RegionName, bool Visible);
}
