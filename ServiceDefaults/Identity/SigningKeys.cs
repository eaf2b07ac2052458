using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace RiderPlatform.ServiceDefaults.Identity;

/// <summary>
/// Where the issuer's public keys come from. By default Organisations' key set at its inner address, so that a token
/// can be checked although the gateway is down; with <c>Identity:Authority</c> any OpenID provider by its discovery
/// document.
/// </summary>
internal static class SigningKeys
{
    public const string ClientName = "identity";

    public static IConfigurationManager<OpenIdConnectConfiguration> From(
        IConfiguration configuration, IHttpClientFactory clients)
    {
        var authority = configuration["Identity:Authority"];
        var address = authority is { Length: > 0 }
            ? $"{authority.TrimEnd('/')}/.well-known/openid-configuration"
            : $"{configuration["Identity:Keys"] ?? "https+http://organisations"}/.well-known/jwks.json";
        IConfigurationRetriever<OpenIdConnectConfiguration> retriever =
            authority is { Length: > 0 } ? new OpenIdConnectConfigurationRetriever() : new KeySetRetriever();
        var documents = new Documents(clients);
        return new ConfigurationManager<OpenIdConnectConfiguration>(address, retriever, documents)
        {
            RefreshInterval = TimeSpan.FromSeconds(5),
            AutomaticRefreshInterval = TimeSpan.FromMinutes(10),
        };
    }

    private sealed class KeySetRetriever : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(
            string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            var keys = new JsonWebKeySet(await retriever.GetDocumentAsync(address, cancel));
            var configuration = new OpenIdConnectConfiguration { JsonWebKeySet = keys };
            foreach (var key in keys.GetSigningKeys())
            {
                configuration.SigningKeys.Add(key);
            }

            return configuration;
        }
    }

    private sealed class Documents(IHttpClientFactory clients) : IDocumentRetriever
    {
        public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
        {
            using var client = clients.CreateClient(ClientName);
            return await client.GetStringAsync(address, cancel);
        }
    }
}
