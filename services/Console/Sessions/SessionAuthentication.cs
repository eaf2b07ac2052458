using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace RiderPlatform.Console.Sessions;

/// <summary>
/// The session cookie → the person, and the token for this request in <see cref="Visitor"/>. The database is asked in a
/// scope of its own, which is gone before the page begins: hundreds of requests last for hours (<c>/console/live</c>).
/// </summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    IServiceScopeFactory scopes, Visitor visitor)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.IdOf(Request.Cookies[SessionCookie.Name]) is not { } id)
        {
            return AuthenticateResult.NoResult();
        }

        if (await FindAsync(id) is not { } session)
        {
            Response.Cookies.Delete(SessionCookie.Name, SessionCookie.Options());
            visitor.WasSignedIn = true;
            return AuthenticateResult.NoResult();
        }

        visitor.Enter(session);
        // The name is what anti-forgery ties a form to: the person, so that a renewed session keeps open forms good.
        var claims = session.Person.Grants.Select(g => new Claim(ClaimTypes.Role, g.Role))
            .Prepend(new Claim(ClaimTypes.Name, session.Person.Subject.ToString()));
        var identity = new ClaimsIdentity(claims, SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    private async Task<SessionStore.Open?> FindAsync(byte[] id)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SessionStore>().FindAsync(id, Context.RequestAborted);
    }

    /// <summary>To the sign-in, and back; what was typed into a form waits meanwhile.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A script reads the status; headers of its own (X-…) do not pass the gateway.
        if (Request.Path.StartsWithSegments("/console/live") || Request.Headers["Sec-Fetch-Dest"] == "empty"
            || Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal))
        {
            // A form that a script sends for its page (the drawer's) waits like any other; what asks for JSON keeps
            // its own draft.
            if (!HttpMethods.IsGet(Request.Method)
                && Request.Headers.Accept.ToString().StartsWith("text/html", StringComparison.Ordinal))
            {
                await HoldAsync();
            }

            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString
            : await HoldAsync() ?? "/console/";
        Response.Redirect(QueryString.Create("back", back).ToUriComponent().Insert(0, "/console/signin"));
    }

    private Task<string?> HoldAsync() => Context.RequestServices.GetRequiredService<HeldForms>().HoldAsync(Context);
}
