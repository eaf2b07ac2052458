using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace RiderPlatform.Gateway.Upstream;

/// <summary>A service behind the gateway: its addresses now, and the path patterns that are routed to it.</summary>
internal sealed record PublicService(string Name, IReadOnlyList<Uri> Addresses, IReadOnlyList<string> Routes)
{
    /// <summary>Whether a path of the service's own description is one that the gateway lets through.</summary>
    public bool IsRouted(string path) => Routes.Any(route =>
    {
        var rest = route.IndexOf("/{**", StringComparison.Ordinal);
        return rest < 0
            ? path.Equals(route, StringComparison.OrdinalIgnoreCase)
            : path.StartsWith(route[..rest], StringComparison.OrdinalIgnoreCase)
                && (path.Length == rest || path[rest] == '/');
    });
}

/// <summary>The services as the routes' configuration and the resolver know them now.</summary>
internal sealed class PublicServices(IProxyStateLookup proxy, IHttpClientFactory clients)
{
    public const string ClientName = "services";

    public IReadOnlyList<PublicService> All =>
    [
        .. proxy.GetClusters().OrderBy(c => c.ClusterId, StringComparer.Ordinal)
            .Select(c => new PublicService(c.ClusterId, Addresses(c), Routes(c.ClusterId))),
    ];

    /// <summary>Asks a service's own address, past the routes: for its health and its description.</summary>
    public async Task<HttpResponseMessage> GetAsync(Uri address, string path, CancellationToken ct)
    {
        using var client = clients.CreateClient(ClientName);
        return await client.GetAsync(new Uri(address, path), ct);
    }

    private static List<Uri> Addresses(ClusterState cluster) =>
        [.. cluster.Destinations.Values.Select(d => new Uri(d.Model.Config.Address))
            .OrderBy(a => a.Authority, StringComparer.Ordinal)];

    private List<string> Routes(string cluster) =>
        [.. proxy.GetRoutes().Where(r => r.Config.ClusterId == cluster).Select(r => r.Config.Match.Path)
            .OfType<string>()];
}
