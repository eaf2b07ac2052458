namespace RiderPlatform.Console.Api;

/// <summary>The life of a case as the service decides it.</summary>
public static class Transitions
{
    public sealed record Line(
        string From, string Action, string To, IReadOnlyList<string> Who, IReadOnlyList<string> Requires, int? AtMost,
        int WaitHours, int? WithinHours);

    public sealed record Table(IReadOnlyList<Line> Lines);
}
