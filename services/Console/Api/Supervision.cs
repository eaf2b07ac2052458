namespace RiderPlatform.Console.Api;

/// <summary>Answers of Grievances about what is late, and what is done about it.</summary>
public static class Supervision
{
    /// <param name="Unit">Null: cases that no unit has.</param>
    public sealed record Row(
        Cases.Unit? Unit, int Warned, int Yellow, int Red, int Ordered, int OrdersOpen, int OrdersLate,
        int OrdersAnswered);

    public sealed record Board(DateTimeOffset At, IReadOnlyList<Row> Units);

    /// <param name="State">Open, Answered or Lifted.</param>
    public sealed record Order(
        Guid Id, Guid CaseId, string CaseNumber, string State, Cases.Unit? Unit, Cases.Unit? Overseer, bool BySystem,
        string Reason, DateTimeOffset IssuedAt, DateTimeOffset AnswerDueAt, bool Late, string? Answer,
        DateTimeOffset? AnsweredAt, string? LiftNote, DateTimeOffset? LiftedAt)
    {
        public bool IsOpen => State == "Open";
    }

    /// <param name="Kind">Extension or Parking.</param>
    /// <param name="State">Waiting, Approved or Refused.</param>
    public sealed record Pause(
        Guid Id, string Kind, string State, Cases.Unit Unit, string Reason, DateTimeOffset Until,
        DateTimeOffset RequestedAt, string? Note, DateTimeOffset? DecidedAt)
    {
        public bool IsWaiting => State == "Waiting";
    }
}
