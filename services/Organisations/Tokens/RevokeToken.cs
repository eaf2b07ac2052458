using RiderPlatform.Organisations.Accounts;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// Revocation (RFC 7009) of a refresh token and its whole family. Access tokens end by themselves within ten minutes;
/// presenting one is answered 200 and changes nothing.
/// </summary>
internal static class RevokeToken
{
    public static async Task<IResult> HandleAsync(
        HttpContext http, ClientAuthentication clients, RefreshTokens refresh, CancellationToken ct)
    {
        IssueToken.NoStore(http);
        if (await OAuthForm.ReadAsync(http, ct) is not { IsAmbiguous: false } form || form["token"] is not { } token)
        {
            return OAuthError.InvalidRequest("A form with the field token is required.").ToResult();
        }

        var (client, error) = await clients.AuthenticateAsync(form, Attempts.AddressOf(http), ct);
        if (client is null)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"rider-platform\", charset=\"UTF-8\"";
            return error!.ToResult();
        }

        await refresh.RevokeAsync(client, token, ct);
        return Results.Ok();
    }
}
