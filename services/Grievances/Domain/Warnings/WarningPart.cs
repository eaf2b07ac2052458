namespace RiderPlatform.Grievances.Domain.Warnings;

/// <summary>What one <c>info</c> of a CAP message says: an event, how bad, when and where.</summary>
/// <param name="From"><c>onset</c>, else <c>effective</c>, else when the message was sent.</param>
/// <param name="Until"><c>expires</c>; a message without one counts for <see cref="WithoutExpiry"/>.</param>
public sealed record WarningPart(
    string Event, string? Headline, string? Description, string? Instruction, string? SenderName, string Urgency,
    string Severity, string Certainty, WarningLevel Level, DateTimeOffset From, DateTimeOffset Until,
    IReadOnlyList<WarningArea> Areas)
{
    /// <summary>
    /// CAP leaves it to each recipient how long a message without <c>expires</c> holds. A day: weather services renew
    /// what lasts longer.
    /// </summary>
    public static readonly TimeSpan WithoutExpiry = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether something that took place there, in [from, to], met it at any moment: an order that was taken before
    /// the storm and delivered in it was late because of it. A part without an area covers nothing.
    /// </summary>
    /// <param name="end">When the message was cancelled or replaced; null: never.</param>
    public bool Covers(
        Position? position, string region, DateTimeOffset from, DateTimeOffset to, DateTimeOffset? end)
    {
        var until = end < Until ? end.Value : Until;
        return From < until && From <= to && from < until && Areas.Any(a => a.Covers(position, region));
    }
}
