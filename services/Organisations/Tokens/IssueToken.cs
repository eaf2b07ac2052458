using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Organisations.Accounts;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// The token endpoint (RFC 6749, 3.2): code, client credentials, refresh. There is no password grant.
/// </summary>
internal static class IssueToken
{
    public static async Task<IResult> HandleAsync(
        HttpContext http, ClientAuthentication clients, CodeExchange codes, RefreshTokens refresh, AccessTokens tokens,
        CancellationToken ct)
    {
        NoStore(http);
        if (await OAuthForm.ReadAsync(http, ct) is not { IsAmbiguous: false } form)
        {
            return OAuthError.InvalidRequest("The body must be application/x-www-form-urlencoded with each field once.")
                .ToResult();
        }

        var (client, error) = await clients.AuthenticateAsync(form, Attempts.AddressOf(http), ct);
        if (client is null)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"rider-platform\", charset=\"UTF-8\"";
            return error!.ToResult();
        }

        return form["grant_type"] switch
        {
            "authorization_code" => await codes.ExchangeAsync(client, form, ct),
            "refresh_token" => await refresh.RefreshAsync(client, form, ct),
            "client_credentials" when client.IsPublic =>
                new OAuthError("unauthorized_client", "A public client has no credentials.").ToResult(),
            "client_credentials" => await ForClientAsync(client, form, tokens, ct),
            null => OAuthError.InvalidRequest("grant_type is missing.").ToResult(),
            _ => new OAuthError("unsupported_grant_type", "authorization_code, refresh_token or client_credentials.")
                .ToResult(),
        };
    }

    internal static void NoStore(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
    }

    private static async Task<IResult> ForClientAsync(
        OAuthClient client, OAuthForm form, AccessTokens tokens, CancellationToken ct)
    {
        if (form["scope"] is { } asked && asked != AccessTokens.DefaultScope)
        {
            return new OAuthError("invalid_scope", "The scope of a client is 'api'.").ToResult();
        }

        JsonHttpResult<TokenAnswer> answer = TypedResults.Json(new TokenAnswer
        {
            AccessToken = await tokens.ForClientAsync(client, AccessTokens.DefaultScope, ct),
            Scope = AccessTokens.DefaultScope,
        });
        return answer;
    }
}
