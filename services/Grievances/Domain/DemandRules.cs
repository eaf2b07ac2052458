namespace RiderPlatform.Grievances.Domain;

/// <summary>Where a demand stands; derived from its window, its places and whether it was cancelled.</summary>
public enum DemandStatus
{
    /// <summary>Places are left.</summary>
    Open,
    Full,
    Ended,
    Cancelled,
}

/// <summary>Where one rider's claim on a demand stands.</summary>
public enum ClaimState
{
    Claimed,
    CheckedIn,

    /// <summary>Proof waits for the community.</summary>
    Submitted,

    /// <summary>The proof did not do.</summary>
    Refused,
    Verified,
    Withdrawn,

    /// <summary>Released by the sweep: nobody came.</summary>
    NoShow,

    /// <summary>The demand was cancelled.</summary>
    Cancelled,
}

/// <summary>The numbers that a demand and its claims live by.</summary>
public static class DemandRules
{
    public const int MostWanted = 100;
    public const int MostPoints = 100;

    /// <summary>As far from the place as a check-in may be: a large compound, or a poor fix between towers.</summary>
    public const double WithinMetres = 200;

    /// <summary>A proof that was refused may be handed in once more.</summary>
    public const int MostProofs = 2;

    public const int MostNoShows = 3;
    public const decimal MostHours = 24;

    public static readonly TimeSpan LongestWindow = TimeSpan.FromHours(24);
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(90);

    /// <summary>Who comes early need not wait for the minute.</summary>
    public static readonly TimeSpan CheckInLead = TimeSpan.FromMinutes(15);

    /// <summary>Who has not come by then gives the place to another, while the window lasts.</summary>
    public static readonly TimeSpan NoShowAfter = TimeSpan.FromMinutes(20);

    /// <summary>To hand in the proof: after the window, or after a refusal.</summary>
    public static readonly TimeSpan ProofWithin = TimeSpan.FromHours(24);

    /// <summary>No-shows of this long ago are forgotten.</summary>
    public static readonly TimeSpan NoShowsCount = TimeSpan.FromDays(30);

    /// <summary>After <see cref="MostNoShows"/> the rider claims nothing for so long.</summary>
    public static readonly TimeSpan NoShowBar = TimeSpan.FromDays(7);

    public static DemandStatus StatusOf(
        DateTimeOffset to, int taken, int wanted, DateTimeOffset? cancelledAt, DateTimeOffset now) =>
        cancelledAt is not null ? DemandStatus.Cancelled
            : now >= to ? DemandStatus.Ended
            : taken >= wanted ? DemandStatus.Full : DemandStatus.Open;

    /// <summary>
    /// A place that was taken while the window runs is kept for as long as one that was taken before.
    /// </summary>
    public static DateTimeOffset CheckInBy(DateTimeOffset from, DateTimeOffset to, DateTimeOffset claimedAt)
    {
        var by = (claimedAt > from ? claimedAt : from) + NoShowAfter;
        return by < to ? by : to;
    }

    /// <summary>Until when a rider with these no-shows may claim nothing; null: they may.</summary>
    public static DateTimeOffset? BarredUntil(IEnumerable<DateTimeOffset> noShows, DateTimeOffset now)
    {
        var counted = noShows.Where(at => at > now - NoShowsCount).ToList();
        return counted.Count >= MostNoShows && counted.Max() + NoShowBar is var until && until > now ? until : null;
    }

    /// <summary>The last moment for a proof: after the window, or a refusal, whichever is later.</summary>
    public static DateTimeOffset ProofUntil(DateTimeOffset to, DateTimeOffset? refusedAt) =>
        (refusedAt > to ? refusedAt.Value : to) + ProofWithin;

    /// <summary>Quarters of an hour, more than none, at most a day.</summary>
    public static bool AreHours(decimal? hours) =>
        hours is > 0 and <= MostHours && hours.Value * 4 == decimal.Truncate(hours.Value * 4);
}
