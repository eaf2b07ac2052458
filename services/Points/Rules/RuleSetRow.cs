namespace RiderPlatform.Points.Rules;

/// <summary>A version of the rules: edited as a draft, then published by another person, then never changed.</summary>
public sealed class RuleSetRow
{
    public required Guid Id { get; init; }

    /// <summary>What it is about, for those who choose among versions.</summary>
    public required string Title { get; set; }

    public required RuleSetStatus Status { get; set; }

    /// <summary>Null while it is a draft.</summary>
    public int? Version { get; set; }

    /// <summary>When it is to start; null while nobody has said.</summary>
    public DateTimeOffset? EffectiveFrom { get; set; }

    /// <summary>A <see cref="Domain.RuleContent"/> as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>Counts up with each change: who changes or publishes names what they have seen.</summary>
    public required int Revision { get; set; }

    /// <summary>Everybody who wrote in it: none of them publishes it.</summary>
    public required Guid[] Editors { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public Guid? PublishedBy { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }
}

public enum RuleSetStatus
{
    Draft,
    Published,

    /// <summary>A draft that nobody wants any more.</summary>
    Discarded,
}
