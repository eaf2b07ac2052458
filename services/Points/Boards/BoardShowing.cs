namespace RiderPlatform.Points.Boards;

/// <summary>
/// That a rider wants, or no longer wants, to stand on boards; the last one counts, and from its moment on: boards as
/// of an earlier instant stay what they were.
/// </summary>
public sealed class BoardShowing
{
    public required Guid RiderId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required bool Shown { get; init; }
}
