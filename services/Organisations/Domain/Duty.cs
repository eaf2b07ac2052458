using System.Text.RegularExpressions;

namespace RiderPlatform.Organisations.Domain;

/// <summary>
/// "1+N": that an organisation answers for a matter within a region. Case routing reads nothing else.
/// </summary>
public sealed partial class Duty
{
    public const int MaxPriority = 1000;

    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }

    /// <summary>Category code; a duty for <c>road</c> covers every <c>road.*</c>; <c>*</c> all.</summary>
    public required string Category { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>Among equally specific duties the smaller number is chosen.</summary>
    public required int Priority { get; init; }

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

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Categories();
}
