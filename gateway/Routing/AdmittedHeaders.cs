using System.Collections.Frozen;
using System.Diagnostics;
using System.Net;
using Microsoft.Net.Http.Headers;
using RiderPlatform.ServiceDefaults.Telemetry;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace RiderPlatform.Gateway.Routing;

/// <summary>
/// Only these request headers pass the door. A list of what to strip would have to know every header by which some
/// framework takes a path, an address or an identity on trust (<c>X-Original-URL</c>, <c>X-Forwarded-*</c>,
/// <c>X-HTTP-Method-Override</c>, <c>Remote-User</c> …); <c>X-Forwarded-*</c> is set here and says what the gateway
/// saw.
/// </summary>
internal sealed class AdmittedHeaders : RequestTransform
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        HeaderNames.Accept, HeaderNames.AcceptEncoding, HeaderNames.AcceptLanguage, HeaderNames.Authorization,
        HeaderNames.CacheControl, HeaderNames.ContentDisposition, HeaderNames.ContentEncoding,
            HeaderNames.ContentLanguage,
        HeaderNames.ContentType, HeaderNames.Cookie, HeaderNames.IfMatch, HeaderNames.IfModifiedSince,
            HeaderNames.IfNoneMatch,
        HeaderNames.IfRange, HeaderNames.IfUnmodifiedSince, HeaderNames.Origin, HeaderNames.Range, HeaderNames.Referer,
        HeaderNames.UserAgent, HeaderNames.TraceState, "Idempotency-Key", "Last-Event-ID", "Prefer",
        Correlation.HeaderName, "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest", "Sec-Fetch-User");

    public static void AddTo(TransformBuilderContext context)
    {
        context.CopyRequestHeaders = false;
        context.UseDefaultForwarders = false;
        context.RequestTransforms.Add(new AdmittedHeaders());
    }

    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var request = context.HttpContext.Request;
        foreach (var (name, value) in request.Headers)
        {
            if (Names.Contains(name))
            {
                AddHeader(context, name, value);
            }
        }

        // SocketsHttpHandler sends a request without content again, up to three times and whatever its method, when a
        // used connection closes before an answer: a redemption would be made twice. One that has content it never
        // repeats.
        if (context.ProxyRequest.Content is null && !HttpMethods.IsGet(request.Method)
            && !HttpMethods.IsHead(request.Method))
        {
            context.ProxyRequest.Content = new ByteArrayContent([]);
        }

        // A body framed twice is how requests are smuggled: where it comes in chunks, its length is not passed on.
        if (request.ContentLength is { } length && !request.Headers.ContainsKey(HeaderNames.TransferEncoding)
            && context.ProxyRequest.Content is { } content)
        {
            content.Headers.ContentLength = length;
        }

        var proxied = context.ProxyRequest.Headers;
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace })
        {
            proxied.TryAddWithoutValidation(HeaderNames.TraceParent, trace);
        }

        proxied.TryAddWithoutValidation("X-Forwarded-For", Text(context.HttpContext.Connection.RemoteIpAddress));
        proxied.TryAddWithoutValidation("X-Forwarded-Proto", request.Scheme);
        proxied.TryAddWithoutValidation("X-Forwarded-Host", request.Host.Value);
        return default;
    }

    private static string Text(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address ?? IPAddress.None).ToString();
}
