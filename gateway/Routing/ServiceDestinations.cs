using RiderPlatform.ServiceDefaults.Http;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace RiderPlatform.Gateway.Routing;

/// <summary>
/// Turns <c>https+http://points</c> into every address that the configuration gives for it now; a change of the
/// configuration is taken up at once. A service without an address has no destination, which answers 503.
/// </summary>
internal sealed class ServiceDestinations(ServiceAddresses addresses, IConfiguration configuration)
    : IDestinationResolver
{
    public ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        // Taken before the addresses are read: a change in between asks again rather than getting lost.
        var changed = configuration.GetReloadToken();
        var resolved = new Dictionary<string, DestinationConfig>();
        foreach (var (name, destination) in destinations)
        {
            foreach (var address in Addresses(new Uri(destination.Address)))
            {
                resolved[$"{name}/{address.Authority}"] = destination with { Address = address.AbsoluteUri };
            }
        }

        return new(new ResolvedDestinationCollection(resolved, changed));
    }

    private IReadOnlyList<Uri> Addresses(Uri uri) => uri.Scheme is "http" or "https" ? [uri] : addresses.Resolve(uri);
}
