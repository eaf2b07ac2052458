namespace RiderPlatform.Console.Api;

/// <summary>The working hours of a unit, as Grievances reckons by them.</summary>
public static class Hours
{
    /// <summary>Of each day its spans, such as <c>09:00-12:00</c>; <c>22:00-30:00</c> ends at six.</summary>
    public sealed record Week(
        IReadOnlyList<string>? Monday, IReadOnlyList<string>? Tuesday, IReadOnlyList<string>? Wednesday,
        IReadOnlyList<string>? Thursday, IReadOnlyList<string>? Friday, IReadOnlyList<string>? Saturday,
        IReadOnlyList<string>? Sunday)
    {
        public IReadOnlyList<string>?[] Days() =>
            [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];
    }

    /// <param name="Week">Null: the city's hours.</param>
    public sealed record Edition(
        int Version, DateOnly ValidFrom, bool OpenOnHolidays, Week? Week, DateTimeOffset SetAt);

    /// <param name="ClosesAt">Null while it is closed, or open round the clock.</param>
    public sealed record OpenNow(bool Open, DateTimeOffset? ClosesAt, DateTimeOffset? OpensAt);

    /// <param name="Version">What a change must be sent with.</param>
    public sealed record Shown(
        Cases.Unit Unit, int Version, Cases.Wording Note, IReadOnlyList<Edition> Versions, OpenNow Now);

    public sealed record Example(
        Cases.Wording Start, DateTimeOffset StartedAt, string Mode, int Amount, DateTimeOffset Before,
        DateTimeOffset After, IReadOnlyList<int> ProvisionalYears);

    public sealed record Previewed(IReadOnlyList<Example> Examples);
}
