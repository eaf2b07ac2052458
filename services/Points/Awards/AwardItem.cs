using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Awards;

/// <summary>One event and one rider, to be decided.</summary>
/// <param name="Key">Once and for all: whatever is delivered again is decided once.</param>
/// <param name="Reference">The case, task or proposal, as the ledger names it.</param>
/// <param name="Subject">A case's severity; or what it was, as <c>中文|English</c>.</param>
internal sealed record AwardItem(string Key, Guid Reference, Guid RiderId, string Subject, RuleEvent Event)
{
    /// <summary>Known beforehand: it gives nothing, whatever the rules say.</summary>
    public AwardOutcome? Nothing { get; init; }
}

/// <summary>An item with what the rules say of it.</summary>
internal sealed record ClaimedItem(AwardItem Item, AwardClaim Claim)
{
    public AwardOutcome? Nothing => Item.Nothing ?? Claim.Nothing;

    public long Wanted => Nothing is null ? Claim.Wanted : 0;
}
