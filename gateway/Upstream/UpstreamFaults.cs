using RiderPlatform.ServiceDefaults.Errors;
using Yarp.ReverseProxy.Forwarder;

namespace RiderPlatform.Gateway.Upstream;

/// <summary>
/// A service that is down, resets or does not answer is 503 with <c>Retry-After</c> to the client, never a bare 502 or
/// 504: nobody knows whether it was done, and the same <c>Idempotency-Key</c> makes asking again safe. The gateway
/// itself repeats nothing.
/// </summary>
internal static class UpstreamFaults
{
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Features.Get<IForwarderErrorFeature>() is not { } fault || context.Response.HasStarted)
        {
            return;
        }

        var status = context.Response.StatusCode;
        context.Response.Clear();
        if (fault.Error == ForwarderError.RequestBodyClient)
        {
            // The client's own doing: too large, too slow, broken chunks.
            context.Response.Headers.Connection = "close";
            await Refusals.Of(status).ToProblem().ExecuteAsync(context);
            return;
        }

        context.Response.Headers.RetryAfter = "1";
        await Refusals.Unavailable.ToProblem().ExecuteAsync(context);
    }
}
