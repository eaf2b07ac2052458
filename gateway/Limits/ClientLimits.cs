using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Options;
using RiderPlatform.ServiceDefaults.Errors;
using Yarp.ReverseProxy.Model;

namespace RiderPlatform.Gateway.Limits;

/// <summary>
/// 429 with <c>Retry-After</c> for a client that asks too often. Stands after authentication, to know the client, and
/// before authorization, so that guessing tokens is counted too.
/// </summary>
internal sealed class ClientLimits
{
    private const string MetadataKey = "RateLimit";
    private readonly FrozenDictionary<string, TokenBuckets> _policies;
    private readonly bool _enabled;

    public ClientLimits(IOptions<RateLimitOptions> options, TimeProvider time)
    {
        _enabled = options.Value.Enabled;
        _policies = options.Value.Policies.ToFrozenDictionary(
            p => p.Key, p => new TokenBuckets(p.Value, options.Value.MaxClients, time), StringComparer.Ordinal);
    }

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        // The gateway's own /alive and /health cost next to nothing and are what a supervisor judges by.
        if (!_enabled || context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is not { } route)
        {
            return next(context);
        }

        var client = Client.Of(context);
        var policy = route.Config.Metadata is { } metadata && metadata.TryGetValue(MetadataKey, out var named)
            ? named
            : client.Subject is null ? RateLimitOptions.Anonymous : RateLimitOptions.Token;
        var wait = _policies[policy].Take(client);
        return wait <= TimeSpan.Zero ? next(context) : RefuseAsync(context, wait);
    }

    private static Task RefuseAsync(HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Refusals.TooManyRequests.ToProblem().ExecuteAsync(context);
    }
}
