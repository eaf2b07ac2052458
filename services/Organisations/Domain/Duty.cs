using System.Text.RegularExpressions;

namespace RiderPlatform.Organisations.Domain;

/// <summary>What the organisation does in a case: answers for it, or helps who does.</summary>
public enum DutyRole
{
    Lead,
    CoHandler,
}

/// <summary>How grave a case must at least be; the names are those of cases.</summary>
public enum CaseLevel
{
    Minor,
    Ordinary,
    Major,
    Urgent,
}

/// <summary>How long a unit has for its cases.</summary>
public enum DeadlineClass
{
    /// <summary>By severity and category, as everybody.</summary>
    General,

    /// <summary>A part of that, day and night.</summary>
    Urgent,

    /// <summary>By work days: what is settled at desks.</summary>
    WorkDays,
}

/// <summary>
/// "1+N": that an organisation answers for a matter within a region. Case routing reads nothing else.
/// </summary>
public sealed partial class Duty
{
    public const int MaxPriority = 1000;
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }

    /// <summary>Category code; a duty for <c>road</c> covers every <c>road.*</c>; <c>*</c> all.</summary>
    public required string Category { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>Among equally specific duties the smaller number is chosen.</summary>
    public required int Priority { get; init; }

    public DutyRole Role { get; init; }

    /// <summary>The duty holds for cases of this level and above.</summary>
    public CaseLevel MinLevel { get; init; }

    /// <summary>Of a lead: how long it has for the cases that it gets by this duty.</summary>
    public DeadlineClass DeadlineClass { get; init; }

    /// <summary>In force from this day (Asia/Shanghai) on; null: since ever.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Up to but without this day; null: until it is withdrawn.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>The duty that this one took the place of.</summary>
    public Guid? Supersedes { get; init; }

    public bool Active { get; set; } = true;

    public long Version { get; set; } = 1;

    public required DateTimeOffset ChangedAt { get; set; }

    public static bool IsCategory(
        string? text) => text is { Length: <= 60 } && (text == "*" || Categories().IsMatch(text));

    /// <summary>An organisation can be given duties only where it answers.</summary>
    public static bool IsWithin(Organisation organisation, string region) =>
        region.StartsWith(organisation.RegionCode, StringComparison.Ordinal);

    /// <summary>False when it was withdrawn before: nothing changes then.</summary>
    public bool Withdraw(DateTimeOffset now)
    {
        if (!Active)
        {
            return false;
        }

        (Active, Version, ChangedAt) = (false, Version + 1, now);
        return true;
    }

    /// <summary>
    /// Another takes its place from a day on: it ends then, or at once where it never came into force.
    /// </summary>
    public void GiveWay(DateOnly from, DateTimeOffset now)
    {
        if (from <= DayOf(now) || from <= ValidFrom)
        {
            Withdraw(now);
        }
        else if (ValidUntil is null || from < ValidUntil)
        {
            (ValidUntil, Version, ChangedAt) = (from, Version + 1, now);
        }
    }

    /// <summary>The day in China, which has had no summer time since 1991.</summary>
    public static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(ChinaOffset).DateTime);

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Categories();
}
