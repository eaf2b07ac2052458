namespace RiderPlatform.Console.Api;

/// <summary>Duty rosters of Organisations; calls and hand-overs of Grievances.</summary>
public static class Rosters
{
    /// <param name="Alarm">A gap lies within the lead time.</param>
    public sealed record Roster(
        Guid Id, Guid OrganisationId, string OrganisationName, string RegionCode, string Kind, int LeadDays,
        bool Alarm);

    public sealed record Holiday(string Zh, string En);

    public sealed record Day(DateOnly Date, bool Works, Holiday? Holiday);

    public sealed record OnShift(Guid AccountId, string Name, int Position);

    public sealed record Shift(
        Guid Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Version, IReadOnlyList<OnShift> People);

    public sealed record Gap(DateTimeOffset From, DateTimeOffset To, int Minutes, int DaysAhead, bool Alarm);

    public sealed record Week(
        Roster Roster, IReadOnlyList<Day> Days, IReadOnlyList<Shift> Shifts, IReadOnlyList<Gap> Gaps);

    public sealed record Call(int Position, string Name, string? Phone, DateTimeOffset Until);

    public sealed record Person(Guid AccountId, string Name);

    public sealed record Planned(
        DateTimeOffset StartsAt, DateTimeOffset EndsAt, Day Day, IReadOnlyList<OnShift> People, bool Collides);

    public sealed record Repeated(bool Written, IReadOnlyList<Planned> Shifts);

    /// <param name="State">Asked, Agreed or Declined.</param>
    public sealed record Swap(
        Guid Id, string State, Guid AskedBy, string AskedByName, Shift? Shift, Guid OtherId, string OtherName,
        Shift? OtherShift);

    /// <param name="State">Called, Acknowledged, Missed or Over.</param>
    public sealed record DutyCall(
        int Position, string Name, string State, DateTimeOffset CalledAt, DateTimeOffset AnswerBy,
        int? RemainingMinutes);

    /// <summary>A case that the visitor is called for.</summary>
    public sealed record MyCall(
        Guid CaseId, string Number, Words CategoryName, string? RegionName, Cases.Unit Unit, DateTimeOffset AnswerBy);

    public sealed record Words(string Zh, string En);

    /// <param name="Mine">The caller is called.</param>
    public sealed record Duty(bool Mine, IReadOnlyList<DutyCall> Calls, Words? Nobody);

    public sealed record Open(
        Guid CaseId, string Number, string CategoryName, string Status, DateTimeOffset? DueAt,
        IReadOnlyList<string> Why, string? Called);

    public sealed record Handover(
        Guid Id, Guid FromId, string FromName, string Notes, IReadOnlyList<Open> List, DateTimeOffset HandedAt,
        string? ConfirmedName, DateTimeOffset? ConfirmedAt);

    public sealed record Handing(
        Cases.Unit Unit, IReadOnlyList<string> OnDuty, IReadOnlyList<Open> List, IReadOnlyList<Handover> Handovers);
}
