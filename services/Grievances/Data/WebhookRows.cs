namespace RiderPlatform.Grievances.Data;

/// <summary>Where a unit's own system wants to be told of its cases.</summary>
public sealed class WebhookSubscription
{
    public required Guid Id { get; init; }

    /// <summary>Whose cases it is told of.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>Of these the cases within this region prefix: the scope of who made it.</summary>
    public required string RegionCode { get; init; }

    public required string Url { get; init; }

    /// <summary>The types of events that are wanted; null: all.</summary>
    public string[]? Events { get; init; }

    /// <summary>What happens meanwhile waits.</summary>
    public bool Paused { get; init; }

    /// <summary>Sealed with the platform's key.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>The secret before; signs beside the new one until <see cref="OldSecretUntil"/>.</summary>
    public byte[]? OldSecret { get; init; }

    public DateTimeOffset? OldSecretUntil { get; init; }

    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The first failure since the last success; null while it answers.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>The receiver asked to be left alone until then.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary><c>Gone</c> or <c>FailedTooLong</c>.</summary>
    public string? DisabledReason { get; init; }
}

public enum DeliveryState
{
    Pending,
    Delivered,
    Failed,
}

/// <summary>
/// One event for one subscription, written by the database itself in the transaction that changes the case (a trigger
/// of <c>case_events</c>); the same event twice is one row.
/// </summary>
public sealed class WebhookDelivery
{
    /// <summary>The same over all attempts and replays: what the receiver tells a repeat by.</summary>
    public required Guid Id { get; init; }

    /// <summary>Grows; of one case in the order of its versions.</summary>
    public long Seq { get; init; }

    public required Guid SubscriptionId { get; init; }

    /// <summary>Null for a test event.</summary>
    public Guid? CaseId { get; init; }

    public int? CaseVersion { get; init; }

    public string? CaseStatus { get; init; }

    /// <summary>Of what happened to a co-handler's task; null for the steps of the case itself.</summary>
    public Guid? CoTaskId { get; init; }

    /// <summary>Of what happened to a call on duty.</summary>
    public Guid? DutyCallId { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>Attempts since it was written or last replayed.</summary>
    public int Attempts { get; init; }

    /// <summary>While an attempt runs: when another replica may take it over.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>The running attempt.</summary>
    public Guid? Lease { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public short? ResponseStatus { get; init; }

    /// <summary>The beginning of what the receiver answered.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>Why there was no answer: <c>Timeout</c>, <c>ForbiddenAddress</c>, …</summary>
    public string? Error { get; init; }
}
