namespace RiderPlatform.Console.Api;

/// <summary>Co-handlers' tasks (协办).</summary>
public static class CoTasks
{
    /// <param name="State">Open, Accepted, Done, Declined or Cancelled.</param>
    /// <param name="RemainingMinutes">Null where it has ended.</param>
    public sealed record CoTask(
        Guid Id, Guid CaseId, string CaseNumber, Cases.Unit Unit, string Text, bool Mandatory, string State,
        DateTimeOffset CreatedAt, DateTimeOffset DueAt, long? RemainingMinutes, string? Note)
    {
        public Extension? Extension { get; init; }

        public bool IsOpen => State is "Open" or "Accepted";

        public bool IsLate => RemainingMinutes < 0;

        /// <summary>More time may be asked for: a task is extended once.</summary>
        public bool MayExtend => IsOpen && !IsLate && Extension is not { State: "Waiting" or "Approved" };
    }

    /// <param name="State">Waiting, Approved or Refused.</param>
    public sealed record Extension(Guid Id, string State, string Reason, DateTimeOffset Until, string? Note);
}
