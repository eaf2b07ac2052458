using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// The key set and the discovery document (OpenID Connect Discovery, RFC 8414), cacheable for five minutes.
/// </summary>
internal static class PublishKeys
{
    public static async Task<IResult> KeySetAsync(HttpContext http, SigningKeyRing ring, CancellationToken ct)
    {
        var keys = (await ring.PublishedAsync(ct)).OrderBy(k => k.KeyId, StringComparer.Ordinal).Select(k =>
        {
            var parameters = k.Rsa.ExportParameters(includePrivateParameters: false);
            return new
            {
                kty = "RSA",
                use = "sig",
                alg = "RS256",
                kid = k.KeyId,
                n = Base64Url.EncodeToString(parameters.Modulus),
                e = Base64Url.EncodeToString(parameters.Exponent),
            };
        });
        return Cached(http, new { keys });
    }

    public static IResult Discovery(HttpContext http, IConfiguration configuration)
    {
        var issuer = AccessTokens.Issuer(configuration);
        var at = issuer.TrimEnd('/');
        return Cached(http, new
        {
            issuer,
            authorization_endpoint = $"{at}/oauth/authorize",
            token_endpoint = $"{at}/oauth/token",
            revocation_endpoint = $"{at}/oauth/revoke",
            jwks_uri = $"{at}/.well-known/jwks.json",
            scopes_supported = SignIn.AuthorizeRequest.Scopes,
            response_types_supported = (string[])["code"],
            response_modes_supported = (string[])["query"],
            grant_types_supported = (string[])["authorization_code", "refresh_token", "client_credentials"],
            code_challenge_methods_supported = (string[])[Domain.Pkce.Method],
            token_endpoint_auth_methods_supported = (string[])["none", "client_secret_basic", "client_secret_post"],
            revocation_endpoint_auth_methods_supported =
                (string[])["none", "client_secret_basic", "client_secret_post"],
            subject_types_supported = (string[])["public"],
            id_token_signing_alg_values_supported = (string[])["RS256"],
            claims_supported =
                (string[])["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "name", "preferred_username"],
            authorization_response_iss_parameter_supported = true,
            ui_locales_supported = (string[])["zh-CN", "en"],
        });
    }

    private static IResult Cached(HttpContext http, object document)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(document);
        var tag = $"\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 12))}\"";
        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(body, "application/json");
    }
}
