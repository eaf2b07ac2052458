namespace RiderPlatform.Console.Api;

/// <summary>Who answers for what: the duties of Organisations, and what Grievances would do with them.</summary>
public static class Duties
{
    public static readonly IReadOnlyList<string> Roles = ["Lead", "CoHandler"];

    public static readonly IReadOnlyList<string> Levels = ["Minor", "Ordinary", "Major", "Urgent"];

    public static readonly IReadOnlyList<string> Deadlines = ["General", "Urgent", "WorkDays"];

    /// <param name="ValidUntil">Up to but without this day.</param>
    /// <param name="Active">False: withdrawn or superseded.</param>
    public sealed record Duty(
        Guid Id, Guid OrganisationId, string? OrganisationName, string Category, string RegionCode, int Priority,
        long Version, string Role, DateOnly? ValidFrom, DateOnly? ValidUntil, Guid? Supersedes, bool Active,
        DateTimeOffset ChangedAt, string MinLevel, string DeadlineClass);

    public sealed record Choice(
        Cases.Unit Unit, string Matter, Cases.Wording MatterName, Routing.Place Region, int Priority, string Reason,
        Cases.Wording Why);

    public sealed record Simulated(
        Cases.Wording CategoryName, Routing.Place Region, DateTimeOffset At, Cases.Unit? Unit, Cases.Wording Why,
        IReadOnlyList<Choice> Candidates, IReadOnlyList<Choice> CoHandlers, DateTimeOffset UnitDueAt,
        DateTimeOffset RiderDueAt, IReadOnlyList<int> ProvisionalYears, string Severity, string? DeadlineClass);

    public sealed record Moved(Guid Id, string Number, DateTimeOffset ReportedAt, Cases.Unit? From, Cases.Unit? To,
        string? FromClass, string? ToClass);

    public sealed record Previewed(int Examined, int Elsewhere, int OtherDeadline, IReadOnlyList<Moved> Cases);
}
