namespace RiderPlatform.Gateway.Limits;

/// <summary>
/// Section <c>RateLimits</c>. The policy is the route's metadata <c>RateLimit</c> where it has one, else <c>token</c>
/// for a caller with a good token and <c>anonymous</c> for anybody else. The numbers hold per client and gateway
/// process.
/// </summary>
public sealed class RateLimitOptions
{
    public const string Token = "token";
    public const string Anonymous = "anonymous";

    /// <summary>False takes every limit off, for measurements.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Clients remembered per policy; newcomers beyond that share one allowance until others have rested.
    /// </summary>
    public int MaxClients { get; init; } = 100_000;

    public Dictionary<string, Rate> Policies { get; init; } = [];

    public bool IsComplete => Policies.ContainsKey(Token) && Policies.ContainsKey(Anonymous)
        && MaxClients > 0 && Policies.Values.All(r => r.PerSecond > 0 && r.Burst >= 1);
}

/// <summary>A token bucket: it holds <paramref name="Burst"/> and fills at <paramref name="PerSecond"/>.</summary>
public sealed record Rate(double PerSecond, int Burst);
