namespace RiderPlatform.Console.Api;

/// <summary>What a rider is told of cases reported or joined.</summary>
public static class News
{
    /// <param name="CaseId">Of an own case; null for one that was joined.</param>
    public sealed record Item(
        string Number, Guid? CaseId, Cases.Wording CategoryName, Cases.Wording Text, DateTimeOffset OccurredAt);

    public sealed record JoinedOne(Reports.Joined Clue, Cases.Wording Points, IReadOnlyList<Step> Story);

    public sealed record Step(Cases.Wording Text, DateTimeOffset OccurredAt);
}
