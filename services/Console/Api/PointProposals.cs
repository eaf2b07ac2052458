namespace RiderPlatform.Console.Api;

/// <summary>Answers of Points about what is given and taken back by hand.</summary>
public static class PointProposals
{
    public sealed record One(
        Guid Id, string Kind, Guid RiderId, string RegionCode, long Points, Guid? AwardId, string Reason,
        string Source, string Status, bool Mine, DateTimeOffset AskedAt, DateTimeOffset? DecidedAt,
        string? DecisionReason, long Taken, long Owed);

    public sealed record Debt(
        Guid Id, DateTimeOffset At, Guid? CaseId, string Reason, long Points, long Taken, long Owed, long Repaid);
}
