using Microsoft.Extensions.Options;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Open311.Wire;

/// <summary>
/// Around every call: reads what was sent, refuses a jurisdiction that is not ours, lets pages of any origin read, and
/// answers whatever fails in the specification's form: "CRM is down" is a 400 there, and clients know no other.
/// </summary>
internal sealed class Open311Filter(IOptions<Open311Options> options, ILogger<Open311Filter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        AllowOrigins(http.Response);
        try
        {
            var sent = await Sent.ReadAsync(http);
            http.Features.Set(sent);
            var foreign = sent.Many("jurisdiction_id").Any(j => !options.Value.IsMine(j));
            return foreign ? Open311Error.Answer(Open311Error.JurisdictionNotFound) : await next(context);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            return Open311Error.Answer(Explain(e, http));
        }
    }

    internal static void AllowOrigins(HttpResponse response) => response.Headers.AccessControlAllowOrigin = "*";

    private Open311Error Explain(Exception e, HttpContext http)
    {
        if (e is BadHttpRequestException or InvalidDataException || TransientFaults.IsUnstorable(e))
        {
            return new Open311Error(400, "请求无法读取或过大。", "The request is invalid: it could not be read, or is too large");
        }

        logger.LogError(e, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
        if (!TransientFaults.IsTransient(e) && !TransientFaults.IsConflict(e))
        {
            return Open311Error.Broken;
        }

        http.Response.Headers.RetryAfter = "2";
        return Open311Error.Unavailable;
    }
}

internal static class SentParameters
{
    /// <summary>What <see cref="Open311Filter"/> read.</summary>
    public static Sent Sent(this HttpContext http) => http.Features.Get<Sent>()!;

    /// <summary>A part of the path, without the format's ending.</summary>
    public static string Named(this HttpContext http, string part) =>
        WireFormats.WithoutEnding((string)http.GetRouteValue(part)!);
}
