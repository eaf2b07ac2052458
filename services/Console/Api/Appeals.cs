namespace RiderPlatform.Console.Api;

/// <summary>Appeals and weather warnings, as Grievances answers them.</summary>
public static class Appeals
{
    public sealed record Platform(Guid Id, string Name, string RegionCode);

    /// <param name="Level">Red, Orange, Yellow or Blue.</param>
    public sealed record Warning(
        Guid Id, string Identifier, string Sender, DateTimeOffset Sent, string Status, string MsgType, string Level,
        Cases.Wording LevelName, string? Event, string? Headline, DateTimeOffset From, DateTimeOffset Until,
        bool Active, DateTimeOffset? EndedAt, IReadOnlyList<Part> Parts);

    public sealed record Part(string Event, string? Headline, IReadOnlyList<Area> Areas);

    public sealed record Area(string Description);

    public sealed record OneTap(IReadOnlyList<Warning> Warnings, IReadOnlyList<Platform> Platforms);

    public sealed record Filed(Guid Id, string Number);

    public sealed record WarningRef(Guid Id, string Level, Cases.Wording LevelName, string? Headline);

    /// <param name="PenaltyKind">Money (fen), Points or Suspension (days).</param>
    /// <param name="Outcome">Of the penalty, or AppealUpheldBySilence; null while it is open.</param>
    public sealed record One(
        Guid Id, string Number, string Status, int Version, Cases.Unit Platform, string OrderReference,
        Cases.Wording CategoryName, string PenaltyKind, long? PenaltyAmount, DateTimeOffset OrderFrom,
        DateTimeOffset OrderTo, string? RegionName, string Text, bool GreenChannel, WarningRef? Warning,
        DateTimeOffset FiledAt, DateTimeOffset? AnswerDueAt, bool Late, string? Outcome, Cases.Wording? OutcomeName,
        long? Returned, string? Reason, DateTimeOffset? DecidedAt, bool Mine, IReadOnlyList<Cases.Photo>? Photos)
    {
        /// <summary>It is the platform's move, and its time is not over.</summary>
        public bool CanAnswer => AnswerDueAt is not null && !Late;
    }

    public sealed record Batch(
        int Count, int Decided, int NotDecided, long PenaltyFen, long RefundedFen, int Unnamed,
        IReadOnlyList<Line> Lines);

    public sealed record Line(
        Guid Id, string? Number, int Version, string? PenaltyKind, long? PenaltyAmount, string? Outcome,
        long? Returned, string? Problem, string? Detail);

    public sealed record Counted(int Count, string List);

    public sealed record Figures(
        Counted Filed, Counted Open, Counted GreenChannel, Counted Decided, Counted PenaltyRevoked,
        Counted PenaltyPartlyRevoked, Counted PenaltyKept, Counted AppealUpheldBySilence, Counted EndedOtherwise,
        Counted Refunded, long RefundedFen, long? MedianMinutes);

    public sealed record Statistics(Figures Total);
}
