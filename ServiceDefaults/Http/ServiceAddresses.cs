using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RiderPlatform.ServiceDefaults.Http;

/// <summary>
/// Resolves <c>https+http://name</c> by the configuration that the AppHost gives (<c>services:name:http:0</c>), for
/// every
/// <see cref="HttpClient"/> that the factory makes. Several addresses are used in turn.
/// </summary>
public sealed class ServiceAddresses(IConfiguration configuration)
{
    private int _turn;

    /// <summary>
    /// Every known address of <paramref name="uri"/>'s host, by the order of its schemes; empty where none is
    /// configured.
    /// </summary>
    public IReadOnlyList<Uri> Resolve(Uri uri)
    {
        foreach (var scheme in (string[])["default", .. uri.Scheme.Split('+')])
        {
            var addresses = configuration.GetSection($"services:{uri.Host}:{scheme}").GetChildren().Select(c => c.Value)
                .OfType<string>().Where(a => a.Length > 0).ToList();
            if (addresses.Count > 0)
            {
                return [.. addresses.Select(a => new Uri(new Uri(a), uri.PathAndQuery))];
            }
        }

        return [];
    }

    /// <summary>One of the addresses; the uri itself where none is configured.</summary>
    public Uri Choose(Uri uri)
    {
        var all = Resolve(uri);
        return all.Count == 0 ? uri : all[(int)((uint)Interlocked.Increment(ref _turn) % (uint)all.Count)];
    }
}

internal static class ServiceAddressesRegistration
{
    public static void AddServiceAddresses(this IServiceCollection services)
    {
        services.AddSingleton<ServiceAddresses>();
        services.AddTransient<Handler>();
        services.ConfigureHttpClientDefaults(c => c.AddHttpMessageHandler<Handler>());
    }

    private sealed class Handler(ServiceAddresses addresses) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = addresses.Choose(request.RequestUri!);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
