namespace RiderPlatform.Contracts;

/// <summary>
/// Published by Organisations when the duty roster of an organisation changes: every shift that has not ended, as a
/// whole, so that the newest version replaces all that was known. Nothing falls out because time passes; shifts are
/// written at most 53 weeks ahead. No phone numbers.
/// </summary>
[Contract("roster-changed", 1)]
public sealed record RosterChanged
{
    public required Guid RosterId { get; init; }

    /// <summary>Whose cases the people on duty answer for; one roster an organisation.</summary>
    public required Guid OrganisationId { get; init; }

    public required long Version { get; init; }

    public required IReadOnlyList<Shift> Shifts { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <param name="EndsAt">The first moment after the shift.</param>
    /// <param name="People">In calling order.</param>
    public sealed record Shift(DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<Person> People);

    /// <param name="AccountId">The account that they sign in with.</param>
    /// <param name="Name">As shown to colleagues: a post or a nickname.</param>
    public sealed record Person(Guid AccountId, string Name);
}

/// <summary>
/// Published by Grievances when somebody on duty is called for a case: it is urgent, or was dispatched outside work
/// time. Who does not acknowledge by <see cref="AnswerBy"/> is passed over, and the next is called: another fact.
/// </summary>
[Contract("duty-called", 1, Broadcast = true)]
public sealed record DutyCalled
{
    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>1 for the first who is called, and so on.</summary>
    public required int Position { get; init; }

    public required DateTimeOffset AnswerBy { get; init; }

    public required string RegionCode { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}
