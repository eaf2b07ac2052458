using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>The issuer checks tokens by the keys that it holds, and asks nobody over the network.</summary>
internal sealed class OwnKeys(SigningKeyRing ring) : IConfigurationManager<OpenIdConnectConfiguration>
{
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = new OpenIdConnectConfiguration();
        foreach (var key in await ring.PublishedAsync(cancel))
        {
            configuration.SigningKeys.Add(key);
        }

        return configuration;
    }

    public void RequestRefresh() => ring.ForgetIfOlder(TimeSpan.FromSeconds(5));
}
