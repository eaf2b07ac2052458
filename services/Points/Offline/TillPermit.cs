namespace RiderPlatform.Points.Offline;

/// <summary>What a keeper may accept at a station without a network: so many passes, in this time.</summary>
public sealed class TillPermit
{
    public required Guid Id { get; init; }

    public required Guid StationId { get; init; }

    /// <summary>The keeper.</summary>
    public required Guid Subject { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required int MostVouchers { get; init; }
}

/// <summary>A voucher that a till accepted without us, and what we found when it was reported.</summary>
public sealed class OfflineHandOver
{
    public required Guid PermitId { get; init; }

    public required Guid VoucherId { get; init; }

    public required Guid StationId { get; init; }

    /// <summary>By the till's clock.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    public required OfflineOutcome Outcome { get; init; }
}

public enum OfflineOutcome
{
    /// <summary>The first that we hear of: points are spent, the station's organisation is owed the cost.</summary>
    HandedOver,

    /// <summary>The rider had it handed over elsewhere too: nobody is owed for the second time.</summary>
    SpentTwice,

    /// <summary>It was given back or has expired: the report came too late.</summary>
    NoLongerGood,

    /// <summary>The station does not offer the reward, or not at that hour.</summary>
    NotOfferedThen,

    /// <summary>Not within the pass's and the permit's time.</summary>
    OutsideItsTime,

    /// <summary>More than the permit was for.</summary>
    BeyondThePermit,
}
