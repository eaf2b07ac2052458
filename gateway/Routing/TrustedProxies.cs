using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace RiderPlatform.Gateway.Routing;

/// <summary>
/// <c>TrustedProxies</c> lists the addresses or networks of a city's own TLS terminator; from them, and from nobody
/// else,
/// <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. Empty by default: nobody.
/// </summary>
internal static class TrustedProxies
{
    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var trusted = builder.Configuration.GetSection("TrustedProxies").Get<string[]>() ?? [];
        builder.Services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            o.ForwardedHeaders = trusted.Length == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var text in trusted)
            {
                o.KnownIPNetworks.Add(text.Contains('/', StringComparison.Ordinal)
                    ? System.Net.IPNetwork.Parse(text)
                    : new System.Net.IPNetwork(IPAddress.Parse(text), text.Contains(':', StringComparison.Ordinal)
                        ? 128 : 32));
            }
        });
    }
}
