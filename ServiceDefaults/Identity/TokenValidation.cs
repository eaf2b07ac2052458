using System.Security.Claims;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace RiderPlatform.ServiceDefaults.Identity;

/// <summary>
/// Checks an access token: RS256 or PS256 by a key of the issuer, exact issuer, our audience, <c>typ: at+jwt</c>, not
/// expired (30 s skew). A token that passed is remembered until it expires: checking the signature again costs 29 µs
/// and can give no other answer, since our access tokens are short and cannot be revoked before their end.
/// </summary>
internal sealed class TokenValidation : IDisposable
{
    /// <summary>The <c>aud</c> of every access token for the gateway's API.</summary>
    public const string Audience = "rider-platform";

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly MemoryCache _passed;
    private readonly IConfigurationManager<OpenIdConnectConfiguration> _keys;
    private readonly string _issuer;
    private readonly TimeProvider _time;
    private readonly ILogger<TokenValidation> _logger;

    public TokenValidation(
        IConfiguration configuration, IConfigurationManager<OpenIdConnectConfiguration> keys, TimeProvider time,
        ILogger<TokenValidation> logger)
    {
        _keys = keys;
        _time = time;
        _logger = logger;
        _issuer = configuration["Identity:Issuer"] ?? "";
        _passed = new MemoryCache(new MemoryCacheOptions { SizeLimit = 20_000 });
    }

    /// <summary>
    /// The identity with its claims, or null for a token that is not good. Throws only if no key could be fetched at
    /// all. The same object for every request with that token: read it, never change it.
    /// </summary>
    public async Task<ClaimsIdentity?> ValidateAsync(string token, CancellationToken ct)
    {
        if (_passed.TryGetValue(token, out ClaimsIdentity? known) && known is not null
            && _time.GetUtcNow() < Expiry(known) + Skew)
        {
            return known;
        }

        var result = await CheckAsync(token, ct);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // Keys rotate: ask once for the new ones (bounded by the manager's refresh interval) before refusing.
            _keys.RequestRefresh();
            result = await CheckAsync(token, ct);
        }

        if (!result.IsValid)
        {
            _logger.LogInformation("Token refused: {Reason}", result.Exception?.GetType().Name);
            return null;
        }

        var identity = result.ClaimsIdentity;
        using var entry = _passed.CreateEntry(token);
        entry.Value = identity;
        entry.Size = 1;
        entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10);
        return identity;
    }

    public void Dispose() => _passed.Dispose();

    private async Task<TokenValidationResult> CheckAsync(string token, CancellationToken ct)
    {
        var configuration = await _keys.GetConfigurationAsync(ct);
        return await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = _issuer.Length > 0 ? _issuer : configuration.Issuer,
            ValidAudience = Audience,
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = ["RS256", "PS256"],
            IssuerSigningKeys = configuration.SigningKeys,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = Skew,
            NameClaimType = "sub",
            RoleClaimType = "role",
            AuthenticationType = TokenAuthentication.SchemeName,
            LifetimeValidator = (notBefore, expires, _, _) =>
                expires is not null && _time.GetUtcNow() < expires.Value + Skew
                    && (notBefore is null || _time.GetUtcNow() >= notBefore.Value - Skew),
        });
    }

    private static DateTimeOffset Expiry(ClaimsIdentity identity) =>
        long.TryParse(identity.FindFirst("exp")?.Value, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : default;
}
