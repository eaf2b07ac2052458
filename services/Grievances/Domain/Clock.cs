namespace RiderPlatform.Grievances.Domain;

public enum ClockState
{
    Running,

    /// <summary>Three quarters of the time are gone.</summary>
    Warned,
    Overdue,
    Stopped,
}

/// <summary>One clock as it stands at a moment.</summary>
/// <param name="RemainingMinutes">Below zero when late; of a stopped clock, what was left when it stopped.</param>
public sealed record Clock(
    DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? StoppedAt, long ElapsedMinutes,
    long RemainingMinutes, ClockState State)
{
    private const double WarnAt = 0.75;

    public static Clock At(DateTimeOffset now, DateTimeOffset started, TimeSpan limit, DateTimeOffset? stopped)
    {
        var elapsed = (stopped ?? now) - started;
        var state = stopped is not null ? ClockState.Stopped
            : elapsed >= limit ? ClockState.Overdue
            : elapsed >= limit * WarnAt ? ClockState.Warned : ClockState.Running;
        return new Clock(
            started, started + limit, stopped, (long)Math.Floor(elapsed.TotalMinutes),
            (long)Math.Floor((limit - elapsed).TotalMinutes), state);
    }
}

/// <summary>
/// The rider's clock starts at registration, is never reset and stops when the case is closed. The unit's starts at the
/// first dispatch to that unit since the registration or the last reopening, so that returning in circles gains
/// nothing, and stops when the unit resolves it; null while no unit answers for the case.
/// </summary>
public sealed record Clocks(Clock Rider, Clock? Unit)
{
    public static Clocks Of(
        ClockLimit limit, DateTimeOffset registered, DateTimeOffset? closed, DateTimeOffset? unitSince,
        DateTimeOffset? unitDone, DateTimeOffset now) => new(
        Clock.At(now, registered, limit.Rider, closed),
        unitSince is { } since ? Clock.At(now, since, limit.Unit, unitDone) : null);
}
