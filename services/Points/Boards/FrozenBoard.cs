namespace RiderPlatform.Points.Boards;

/// <summary>A leaderboard kept for an award round; one for each question, and a trigger refuses any change.</summary>
public sealed class FrozenBoard
{
    public required Guid Id { get; init; }

    /// <summary>The award round.</summary>
    public required string Title { get; init; }

    public required string RegionCode { get; init; }

    public required DateOnly FromDay { get; init; }

    /// <summary>Included.</summary>
    public required DateOnly ToDay { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    /// <summary>How many riders it lists.</summary>
    public required int Riders { get; init; }

    /// <summary>See <see cref="BoardText"/>.</summary>
    public required string Content { get; init; }

    /// <summary>Of the content's bytes in UTF-8, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whom each line is, in the same order, for staff.</summary>
    public required Guid[] RiderIds { get; init; }

    public required Guid FrozenBy { get; init; }

    public required DateTimeOffset FrozenAt { get; init; }

    public BoardPeriod Period => new(FromDay, ToDay, AsOf);
}
