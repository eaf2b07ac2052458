namespace RiderPlatform.Points.Ledger;

/// <summary>That a transfer was reversed, and by which: the key of the old one makes it once.</summary>
public sealed class Reversal
{
    public required Guid OriginalId { get; init; }

    public required Guid TransferId { get; init; }

    public required string Reason { get; init; }

    public required Guid MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
}
