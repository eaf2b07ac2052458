namespace RiderPlatform.Console.Api;

/// <summary>Answers of Grievances about files of old cases.</summary>
public static class Imports
{
    /// <param name="State">Waiting, Running, Done or Failed.</param>
    /// <param name="Done">Lines that are done, of <paramref name="Total"/>.</param>
    /// <param name="Imported">In a dry run: what would be.</param>
    public sealed record Job(
        Guid Id, string Source, bool DryRun, string State, int Total, int Done, int Imported, int Repeated,
        int Refused, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt);
}
