namespace RiderPlatform.Organisations.Domain;

/// <summary>When a signing key is published, signs, and may be forgotten.</summary>
/// <param name="Id">The <c>kid</c>.</param>
/// <param name="SignsFrom">From here on tokens are signed with it, until the next key's moment.</param>
public sealed record KeyTimes(string Id, DateTimeOffset SignsFrom);

/// <summary>
/// Decides by rows and the clock alone, so that replicas which read the same rows sign with the same key. A new key is
/// published a day before its first signature: longer than any cache of the key set lives.
/// </summary>
public static class SigningKeySchedule
{
    public static readonly TimeSpan SigningPeriod = TimeSpan.FromDays(30);
    public static readonly TimeSpan PublishedAhead = TimeSpan.FromDays(1);

    /// <summary>Access tokens live ten minutes; an hour leaves room for clocks and caches.</summary>
    public static readonly TimeSpan KeptAfter = TimeSpan.FromHours(1);

    /// <summary>The youngest key whose time has come; null when there is none.</summary>
    public static KeyTimes? Signing(IEnumerable<KeyTimes> keys, DateTimeOffset now) =>
        keys.Where(k => k.SignsFrom <= now).MaxBy(k => (k.SignsFrom, k.Id));

    /// <summary>When a key that is to be made now starts to sign; null when none is needed.</summary>
    public static DateTimeOffset? Next(IReadOnlyCollection<KeyTimes> keys, DateTimeOffset now)
    {
        if (Signing(keys, now) is not { } signing)
        {
            return now;
        }

        var ends = signing.SignsFrom + SigningPeriod;
        if (now < ends - PublishedAhead || keys.Any(k => k.SignsFrom > now))
        {
            return null;
        }

        return now + PublishedAhead > ends ? now + PublishedAhead : ends;
    }

    /// <summary>Every key that a good token may still carry, and the next one.</summary>
    public static IEnumerable<KeyTimes> Published(IReadOnlyCollection<KeyTimes> keys, DateTimeOffset now) =>
        keys.Where(k => !keys.Any(other => other.SignsFrom > k.SignsFrom && other.SignsFrom + KeptAfter <= now));
}
