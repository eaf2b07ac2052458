namespace RiderPlatform.Grievances.Domain.Projects;

/// <summary>Whether a closed problem has come back.</summary>
public static class RecurrenceRules
{
    /// <summary>As long as clustering looks back: what then has not come again would not be found either.</summary>
    public const int DefaultWeeks = 8;

    public const int MostWeeks = 52;

    /// <summary>One case may be chance, and two are a pair; three are the matter again.</summary>
    public const int DefaultThreshold = 3;

    public const int MostThreshold = 1000;

    public static bool HasComeBack(int cases, int threshold) => cases >= threshold;
}
