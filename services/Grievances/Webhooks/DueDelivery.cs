namespace RiderPlatform.Grievances.Webhooks;

/// <summary>A claimed delivery with what its attempt needs; the secrets still sealed.</summary>
/// <param name="Attempts">This one included.</param>
/// <param name="Failing">The endpoint's last attempt failed.</param>
public sealed record DueDelivery(
    Guid Id, Guid Lease, Guid SubscriptionId, Guid UnitId, string Url, byte[] Secret, byte[]? OldSecret,
    DateTimeOffset? OldSecretUntil, bool Failing, string Type, DateTimeOffset OccurredAt, DueDelivery.OfCase? Case,
    int Attempts)
{
    /// <summary>Of a call on duty; null for every other event.</summary>
    public OfDuty? Duty { get; init; }

    public sealed record OfDuty(Guid AccountId, int Position, DateTimeOffset AnswerBy);

    public sealed record OfCase(Guid Id, string Number, int Version, string? Status);

    /// <summary><c>webhook-id</c>: the same over all attempts, without a full stop.</summary>
    public string MessageId => $"msg_{Id:N}";
}

/// <summary>What came of an attempt.</summary>
/// <param name="Status">Null: no answer, see <paramref name="Error"/>.</param>
/// <param name="Body">The beginning of the answer.</param>
public sealed record Attempt(int? Status, string? Body, string? Error, TimeSpan? RetryAfter)
{
    public bool Delivered => Status is >= 200 and < 300;

    /// <summary>The receiver wants nothing more.</summary>
    public bool Gone => Status == StatusCodes.Status410Gone;
}
