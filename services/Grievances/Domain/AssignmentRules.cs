namespace RiderPlatform.Grievances.Domain;

/// <summary>By which rule a unit's cases go to its people.</summary>
public enum AssignmentRule
{
    /// <summary>Whoever accepts it.</summary>
    None,

    /// <summary>轮流: whoever has waited longest for one.</summary>
    RoundRobin,

    /// <summary>在办最少: whoever has the fewest open; of several who has waited longest.</summary>
    LeastOpen,

    /// <summary>专长: whoever knows the matter best; of several who has the fewest open.</summary>
    Skills,
}

/// <summary>
/// Why somebody has a case, where a person said so; what a rule decided is explained where it decides.
/// </summary>
public static class AssignmentWords
{
    public static Wording Taken(string name) => new($"{name}自己接手。", $"{name} took it over.");

    public static Wording Given(string by, string name) => new($"{by}交给{name}。", $"{by} gave it to {name}.");

    public static Wording HandedOver(string from, string name) =>
        new($"{from}不在岗，改由{name}办理。", $"{from} is away: {name} has it now.");

    public static Wording Rule(AssignmentRule rule) => rule switch
    {
        AssignmentRule.RoundRobin => new("轮流", "In turn"),
        AssignmentRule.LeastOpen => new("在办最少者", "Fewest open"),
        AssignmentRule.Skills => new("按专长", "By skill"),
        _ => new("不自动分派", "Whoever accepts it"),
    };
}
