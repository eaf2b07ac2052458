namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// When a delivery that failed is tried again: the schedule of Standard Webhooks, ten attempts in a little more than
/// three days, each wait lengthened by up to a fifth so that receivers that fell together are not called together.
/// </summary>
public static class RetrySchedule
{
    /// <summary>An endpoint that has failed for so long without one success is left alone.</summary>
    public static readonly TimeSpan DisabledAfter = TimeSpan.FromDays(5);

    /// <summary>
    /// A delivery that has been tried so often no longer holds back later news of its case: about five minutes.
    /// </summary>
    public const int HoldsBack = 3;

    private static readonly TimeSpan LongestHold = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortHold = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>Null: that was the last one.</summary>
    /// <param name="attempts">How many have failed, this one included; at least 1.</param>
    /// <param name="hold">What the receiver asked for.</param>
    /// <param name="jitter">0 to 1.</param>
    public static DateTimeOffset? Next(int attempts, DateTimeOffset now, TimeSpan? hold, double jitter)
    {
        if (attempts > Waits.Length)
        {
            return null;
        }

        var wait = Waits[attempts - 1];
        wait = hold > wait ? Bounded(hold.Value) : wait;
        return now + wait + (wait * 0.2 * jitter);
    }

    /// <summary>
    /// For how long the whole endpoint is left alone: as it asks, and where it only says that it is too busy, shortly.
    /// </summary>
    public static TimeSpan? Hold(int? status, TimeSpan? retryAfter) => (status, retryAfter) switch
    {
        (429 or 502 or 503 or 504, { } asked) => Bounded(asked),
        (429 or 502 or 504, null) => ShortHold,
        _ => null,
    };

    private static TimeSpan Bounded(TimeSpan hold) =>
        hold < TimeSpan.Zero ? TimeSpan.Zero : hold > LongestHold ? LongestHold : hold;
}
