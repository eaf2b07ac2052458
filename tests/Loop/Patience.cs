namespace RiderPlatform.Loop;

/// <summary>How long a client sends the same request again when nothing, or "not now", came back.</summary>
public sealed record Patience(TimeSpan Limit)
{
    /// <summary>One attempt: what came back is what the test wants to see.</summary>
    public static readonly Patience None = new(TimeSpan.Zero);

    /// <summary>First pause between attempts; doubles up to a second.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Answers that say nothing about whether the request was carried out, or that ask to come again.</summary>
    public static bool IsPassing(int status) => status is 429 or 502 or 503 or 504;
}

/// <summary>The client gave up: whether the request was carried out is unknown.</summary>
public sealed class UnknownOutcomeException(string request, string last, Exception? inner = null)
    : Exception($"No answer to {request}; last: {last}", inner);
