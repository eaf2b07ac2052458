using System.Text.Json.Serialization;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Sessions;

/// <summary>The platform's token endpoint, as the public client <c>console</c> uses it (RFC 6749, RFC 7636).</summary>
public sealed class TokenEndpoint(IHttpClientFactory clients)
{
    public const string ClientId = "console";
    public const string CallbackPath = "/console/callback";

    public sealed record Tokens(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("refresh_token")] string RefreshToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);

    /// <summary>Null where the code is not taken: used, too old, or another verifier's.</summary>
    public async Task<Tokens?> RedeemAsync(string code, string verifier, string redirectUri, CancellationToken ct)
    {
        using var answer = await PostAsync("/oauth/token", new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = ClientId,
            ["code"] = code,
            ["code_verifier"] = verifier,
            ["redirect_uri"] = redirectUri,
        }, ct);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<Tokens>(ct) : null;
    }

    /// <summary>
    /// New tokens; or <c>Over</c>, when the session cannot be renewed; or neither, when nobody could be asked.
    /// </summary>
    public async Task<(Tokens? Renewed, bool Over)> RenewAsync(string refreshToken, CancellationToken ct)
    {
        try
        {
            using var answer = await PostAsync("/oauth/token", new()
            {
                ["grant_type"] = "refresh_token",
                ["client_id"] = ClientId,
                ["refresh_token"] = refreshToken,
            }, ct);
            return answer.IsSuccessStatusCode
                ? (await answer.Content.ReadFromJsonAsync<Tokens>(ct), false)
                : (null, (int)answer.StatusCode is 400 or 401);
        }
        catch (Exception e) when (PlatformApi.IsOutage(e, ct))
        {
            return (null, false);
        }
    }

    public async Task RevokeAsync(string refreshToken, CancellationToken ct)
    {
        try
        {
            using var _ = await PostAsync(
                "/oauth/revoke", new() { ["client_id"] = ClientId, ["token"] = refreshToken }, ct);
        }
        catch (Exception e) when (PlatformApi.IsOutage(e, ct))
        {
            // The session's row is gone all the same, and with it the only copy of the token.
            return;
        }
    }

    private async Task<HttpResponseMessage> PostAsync(
        string path, Dictionary<string, string> fields, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await clients.CreateClient(PlatformApi.ClientName).PostAsync(path, form, ct);
    }
}
