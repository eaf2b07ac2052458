using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Awards;

/// <summary>
/// What was decided about one event for one rider, also where it gave nothing; kept for ever, because its key is the
/// guard against a second award.
/// </summary>
public sealed class AwardDecision
{
    /// <summary><c>closed:case id:solved-case</c>, <c>joined:case id:rider id</c>,
    /// <c>demand:…</c>, <c>hazard:…</c>, <c>grant:…</c>.</summary>
    public required string Key { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid RiderId { get; init; }

    public required string Rule { get; init; }

    public required int RuleVersion { get; init; }

    public required string Category { get; init; }

    public required string Severity { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>The date of the report in Asia/Shanghai, by which the daily cap counts.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What the rule gives before cap and fund.</summary>
    public required long Wanted { get; init; }

    /// <summary>What was given.</summary>
    public required long Points { get; init; }

    public required AwardOutcome Outcome { get; init; }

    /// <summary>The most specific fund that covers the region; null when none does.</summary>
    public Guid? FundId { get; init; }

    /// <summary>The ledger's transfer, and the id of the award's fact; unused when nothing was given.</summary>
    public required Guid TransferId { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The end of the lot that its points are.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was done or reported; null, as the next ones, for what was decided before rule sets.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>The line of the rules that spoke; null where none did.</summary>
    public string? Line { get; init; }

    /// <summary>What the line gives to anybody.</summary>
    public long? Base { get; init; }

    /// <summary>What the rider gets of it for what they are.</summary>
    public int? Percent { get; init; }

    /// <summary><c>Line</c>, <c>Day</c> or <c>Week</c>: the cap that left less than was asked.</summary>
    public string? Bound { get; init; }

    /// <summary>What the task promised; null where none does.</summary>
    public long? Promised { get; init; }
}
