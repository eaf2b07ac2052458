namespace RiderPlatform.Console.Api;

/// <summary>Answers of Grievances about where a case goes: why it went there, and who could take it.</summary>
public static class Routing
{
    public sealed record Place(string Code, string? Name);

    public sealed record Duty(Guid Id, string Category, Cases.Wording CategoryName, Place Region);

    /// <param name="OpenCases">Cases that wait for this unit now.</param>
    public sealed record Candidate(
        Cases.Unit Unit, bool Active, Duty Duty, int Priority, string Reason, Cases.Wording Why, int OpenCases);

    public sealed record Explanation(string Rule, Cases.Wording Why, IReadOnlyList<Candidate> Candidates);

    /// <param name="By"><c>system</c> or <c>dispatcher</c>.</param>
    public sealed record Dispatch(DateTimeOffset OccurredAt, string By, Cases.Unit? Unit, string? Note);

    public sealed record Other(Cases.Unit Unit, string Kind, Place Region, int OpenCases);

    /// <param name="Stored">The decision when the case came in; null where it found nobody.</param>
    /// <param name="Now">What would be decided now.</param>
    public sealed record Explained(
        string Category, Cases.Wording CategoryName, IReadOnlyList<Place> Regions, Dispatch? Dispatched,
        Explanation? Stored, Explanation Now, IReadOnlyList<Other> Others, int OthersTotal)
    {
        /// <summary>Who would be asked now: the chosen one first, dissolved units left out.</summary>
        public IEnumerable<Candidate> Candidates => Now.Candidates.Where(c => c.Active);
    }
}
