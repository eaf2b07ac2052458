using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Sessions;

/// <summary>Authorization code with PKCE (RFC 7636): to the platform's sign-in, back with a code, out again.</summary>
internal static class SignInFlow
{
    private const string CookieName = "__Host-rider-platform-signin";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private sealed record Begun(string State, string Verifier, string Back, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/console/signin", Begin).AllowAnonymous();
        app.MapGet(TokenEndpoint.CallbackPath, FinishAsync).AllowAnonymous();
        app.MapPost("/console/signout", EndAsync).AllowAnonymous();
    }

    /// <param name="back">The page to return to: a path of this site, else the first page.</param>
    /// <param name="way"><c>phone</c> for riders, else user name and password.</param>
    private static IResult Begin(
        HttpContext http, IDataProtectionProvider protection, Issuer issuer, TimeProvider time, Place place,
        Language language, string? back, string? way)
    {
        var begun = new Begun(
            SessionCookie.NewValue(), SessionCookie.NewValue(), LocalPath(back), time.GetUtcNow());
        var sealedText = Protector(protection).Protect(JsonSerializer.Serialize(begun));
        http.Response.Cookies.Append(CookieName, sealedText, SessionCookie.Options(Patience));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(begun.Verifier)));
        return Results.Redirect("/oauth/authorize" + QueryString.Create(new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = TokenEndpoint.ClientId,
            ["redirect_uri"] = issuer.Callback,
            ["state"] = begun.State,
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
            ["way"] = way == "phone" ? "phone" : "staff",
            ["region"] = place.Region,
            ["ui_locales"] = language.IsChinese ? "zh" : "en",
        }));
    }

    private static async Task<IResult> FinishAsync(
        HttpContext http, IDataProtectionProvider protection, TokenEndpoint tokens, SessionStore sessions,
        PlatformApi api, Issuer issuer, TimeProvider time, string? code, string? state, string? iss,
        CancellationToken ct)
    {
        var begun = Read(http, protection, time);
        http.Response.Cookies.Delete(CookieName, SessionCookie.Options());
        if (begun is null || state != begun.State || code is null || (iss is not null && iss != issuer.Address))
        {
            // Not what this browser began (RFC 9700, 4.7), or too long ago: begin anew rather than explain.
            return Results.Redirect(Retry(begun));
        }

        if (await tokens.RedeemAsync(code, begun.Verifier, issuer.Callback, ct) is not { } given
            || await PersonOfAsync(api, given, ct) is not { } person)
        {
            return Results.Redirect(Retry(begun));
        }

        var value = await sessions.BeginAsync(given, person, ct);
        http.Response.Cookies.Append(SessionCookie.Name, value, SessionCookie.Options(SessionStore.Idle));
        return Results.Redirect(begun.Back);
    }

    private static async Task<IResult> EndAsync(
        HttpContext http, IAntiforgery antiforgery, SessionStore sessions, Visitor visitor, CancellationToken ct)
    {
        if (visitor.SessionId is { } id && await antiforgery.IsRequestValidAsync(http))
        {
            await sessions.EndAsync(id, ct);
            http.Response.Cookies.Delete(SessionCookie.Name, SessionCookie.Options());
        }

        return Results.Redirect("/console/");
    }

    private static async Task<Person?> PersonOfAsync(PlatformApi api, TokenEndpoint.Tokens given, CancellationToken ct)
    {
        var answer = await api.As(given.AccessToken).GetAsync<Accounts.Me>("/api/v1/accounts/me", ct);
        if (answer.Value is not { } me)
        {
            return null;
        }

        var home = me.Grants.OrderBy(g => g.Region.Length).Select(g => g.Region).FirstOrDefault() ?? "";
        return new Person(me.Id, me.Name, me.DisplayName, me.RiderId, me.MaskedPhone, home,
            [.. me.Grants.Select(g =>
                new Person.Held(g.Role, g.Region, g.OrganisationId, g.RegionName, g.OrganisationName))]);
    }

    private static Begun? Read(HttpContext http, IDataProtectionProvider protection, TimeProvider time)
    {
        try
        {
            var text = Protector(protection).Unprotect(http.Request.Cookies[CookieName] ?? "");
            return JsonSerializer.Deserialize<Begun>(text) is { } begun && begun.At + Patience > time.GetUtcNow()
                ? begun : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Retry(Begun? begun) =>
        "/console/signin-failed" + QueryString.Create("back", begun?.Back ?? "/console/");

    /// <summary>Never to another site: what begins with two slashes, or a backslash, is one to browsers.</summary>
    internal static string LocalPath(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal)
            && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/console/";

    private static IDataProtector Protector(IDataProtectionProvider protection) =>
        protection.CreateProtector("sign-in");
}
