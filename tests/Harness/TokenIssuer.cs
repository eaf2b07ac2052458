using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Harness;

/// <summary>
/// Signs real access tokens and serves the key set over HTTP, as Organisations does: what a service checks in a test is
/// what it checks in a city.
/// </summary>
public sealed class TokenIssuer : IAsyncDisposable
{
    public const string Issuer = "http://issuer.test";
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly WebApplication _keySet;

    private TokenIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _keySet = builder.Build();
        _keySet.Urls.Add("http://127.0.0.1:0");
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(Key(includePrivate: false));
        var json = $$"""
            {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{KeyId}}","n":"{{key.N}}","e":"{{key.E}}"}]}
            """;
        _keySet.MapGet("/.well-known/jwks.json", () => Results.Text(json, "application/json"));
    }

    /// <summary>Base address of the key set: give it to a service as <c>Identity:Keys</c>.</summary>
    public string Address =>
        _keySet.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    private string KeyId { get; } = "test-key";

    public static async Task<TokenIssuer> StartAsync()
    {
        var issuer = new TokenIssuer();
        await issuer._keySet.StartAsync();
        return issuer;
    }

    /// <param name="subject">Account id.</param>
    /// <param name="rider">Rider id, for a rider's token.</param>
    /// <param name="grants">What the caller may do.</param>
    public string Issue(Guid subject, Guid? rider, params Grant[] grants) => Issue(new SecurityTokenDescriptor
    {
        Claims = Claims(subject, rider, grants),
        Expires =
            DateTime.UnixEpoch + (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch) + TimeSpan.FromMinutes(
            10),
    });

    /// <summary>For tokens that must be refused: whatever the descriptor leaves out is filled in as good.</summary>
    public string Issue(SecurityTokenDescriptor descriptor)
    {
        descriptor.Issuer ??= Issuer;
        descriptor.Audience ??= "rider-platform";
        descriptor.TokenType ??= "at+jwt";
        descriptor.NotBefore ??= DateTime.UnixEpoch;
        descriptor.SigningCredentials ??= new SigningCredentials(
            Key(includePrivate: true), SecurityAlgorithms.RsaSha256);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public static Dictionary<string, object> Claims(Guid subject, Guid? rider, params Grant[] grants)
    {
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = subject.ToString(),
            ["client_id"] = "test",
            ["grants"] = grants.Select(g => g.ToString()).ToArray(),
        };
        if (rider is { } id)
        {
            claims["rider"] = id.ToString();
        }

        return claims;
    }

    public async ValueTask DisposeAsync()
    {
        await _keySet.DisposeAsync();
        _rsa.Dispose();
    }

    private RsaSecurityKey Key(bool includePrivate) => new(_rsa.ExportParameters(includePrivate)) { KeyId = KeyId };
}
