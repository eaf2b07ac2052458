namespace RiderPlatform.Grievances.Domain;

/// <summary>What becomes of the unit that answers for the case.</summary>
public enum UnitEffect
{
    Keep,
    Set,
    Clear,

    /// <summary>The unit that sent the case back has it again.</summary>
    Back,
}

/// <summary>
/// One line of the transition table: in <see cref="From"/>, <see cref="Action"/> leads to <see cref="To"/>.
/// </summary>
public sealed record Transition
{
    public required CaseStatus From { get; init; }

    public required CaseAction Action { get; init; }

    public required CaseStatus To { get; init; }

    /// <summary>Roles of which the actor must hold one that covers the case.</summary>
    public required IReadOnlyList<string> Who { get; init; }

    /// <summary>Names of request fields that must be given; <see cref="TransitionTable.KnownFields"/>.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    public UnitEffect Unit { get; init; } = UnitEffect.Keep;

    /// <summary>For <see cref="CaseAction.Close"/>: the outcomes allowed from here.</summary>
    public IReadOnlyList<CaseOutcome> Outcomes { get; init; } = [];

    /// <summary>How often this action may be done to one case in all; null: no bound.</summary>
    public int? AtMost { get; init; }

    /// <summary>Only for a case that was merged into another.</summary>
    public bool Merged { get; init; }

    /// <summary>Not before the case has stood in <see cref="From"/> for this many hours.</summary>
    public int WaitHours { get; init; }

    /// <summary>Not after the case has stood in <see cref="From"/> for this many hours; null: no bound.</summary>
    public int? WithinHours { get; init; }
}
