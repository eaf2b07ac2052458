using Microsoft.AspNetCore.Http.Features;
using RiderPlatform.ServiceDefaults.Errors;
using Yarp.ReverseProxy.Model;

namespace RiderPlatform.Gateway.Limits;

/// <summary>
/// Refuses a body that announces more than its route takes (the route's <c>MaxRequestBodySize</c>, else Kestrel's
/// limit) before anything of it is read or sent on. One that comes in chunks is cut off by Kestrel at the same limit.
/// </summary>
internal static class BodyLimits
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } feature)
        {
            return next(context);
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config.MaxRequestBodySize is { } routeLimit)
        {
            feature.MaxRequestBodySize = routeLimit;
        }

        if (feature.MaxRequestBodySize is not { } limit || context.Request.ContentLength is not { } length
            || length <= limit)
        {
            return next(context);
        }

        // Kestrel resets a connection whose body is over the limit, and the client would see the reset and not the
        // answer; without the limit it discards what still comes for five seconds at most, unread by anybody.
        feature.MaxRequestBodySize = null;
        context.Response.Headers.Connection = "close";
        return Refusals.TooLarge.ToProblem(("maxBytes", limit)).ExecuteAsync(context);
    }
}
