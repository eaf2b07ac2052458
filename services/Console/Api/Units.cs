namespace RiderPlatform.Console.Api;

/// <summary>How a unit gives its cases to its people.</summary>
public static class Units
{
    /// <param name="List">The query that lists just the cases that were counted.</param>
    public sealed record Load(int Count, string List);

    /// <param name="Left">Gone, with cases open still.</param>
    /// <param name="HandOver">Somebody else must have their cases.</param>
    public sealed record Member(
        Guid Id, string Name, IReadOnlyList<string> Skills, DateTimeOffset? AbsentUntil, bool Left, Load Open,
        bool HandOver);

    /// <param name="Rule">None, RoundRobin, LeastOpen or Skills.</param>
    public sealed record One(
        Cases.Unit Unit, string Rule, int Version, IReadOnlyList<Member> Members, Load Unassigned);

    /// <param name="Moved">How many cases others have now.</param>
    public sealed record Handed(int Moved, One Unit);

    /// <param name="Version">What a change must be sent with.</param>
    /// <param name="Colleagues">Whom the case may be given to.</param>
    public sealed record Assigned(
        Cases.Unit? Assignee, Cases.Wording? Why, int Version, IReadOnlyList<Cases.Unit> Colleagues);
}
