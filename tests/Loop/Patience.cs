namespace RiderPlatform.Loop;

/// <summary>How long a client sends the same request again when nothing, or "not now", came back.</summary>
public sealed record Patience(TimeSpan Limit)
{
    /// <summary>One attempt: what came back is what the test wants to see.</summary>
    public static readonly Patience None = new(TimeSpan.Zero);

    /// <summary>Between two attempts.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Answers that say nothing about whether the request was carried out, or that ask to come again.
    /// </summary>
    public static bool IsPassing(int status) => status is 429 or 502 or 503 or 504;
}

/// <summary>The client gave up: whether the request was carried out is not known to it.</summary>
public sealed class UnknownOutcomeException(string last, Exception? inner = null)
    : Exception($"No answer; last: {last}", inner);
