using Microsoft.AspNetCore.WebUtilities;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Tokens;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>Shows the form, and turns a right name and password into a code at the client's address.</summary>
internal static class SignInForm
{
    public static async Task<IResult> ShowAsync(
        HttpContext http, OrganisationsDb db, FormTicket tickets, CancellationToken ct)
    {
        IssueToken.NoStore(http);
        var request = await AuthorizeRequest.ReadAsync(http.Request.Query, db, ct);
        return request is not { Error: null }
            ? SignInPage.Refused(http)
            : SignInPage.Form(http, request, Query(http), tickets.Issue(http, Query(http)), SignInPage.Notice.None);
    }

    public static async Task<IResult> SubmitAsync(
        HttpContext http, OrganisationsDb db, FormTicket tickets, PasswordSignIn signIn, TimeProvider time,
        IConfiguration configuration,
        CancellationToken ct)
    {
        IssueToken.NoStore(http);
        var form = await OAuthForm.ReadAsync(http, ct);
        var query = form?["request"] ?? "";
        var request = await AuthorizeRequest.ReadAsync(new QueryCollection(QueryHelpers.ParseQuery(query)), db, ct);
        if (form is null || request is not { Error: null })
        {
            return SignInPage.Refused(http);
        }

        if (!tickets.IsGood(http, query, form["ticket"]))
        {
            return SignInPage.Form(http, request, query, tickets.Issue(http, query), SignInPage.Notice.Expired);
        }

        var (name, password) = (form["username"]?.Trim() ?? "", form["password"] ?? "");
        var (account, outcome) =
            await signIn.TryAsync(name, password, request.Client.ClientId, Attempts.AddressOf(http), ct);
        if (account is null)
        {
            var held = outcome == SignInOutcome.TooManyFromAddress;
            var notice = held ? SignInPage.Notice.TooMany : SignInPage.Notice.Wrong;
            return SignInPage.Form(http, request, query, tickets.Issue(http, query), notice);
        }

        var code = Secrets.New();
        db.Add(NewCode(request, account, code, time.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return new SeeOther(request.AnswerUri(AccessTokens.Issuer(configuration), ("code", code)));
    }

    private static string Query(HttpContext http) => http.Request.QueryString.Value ?? "";

    private static AuthorizationCode NewCode(
        AuthorizeRequest request, Account account, string code, DateTimeOffset now) => new()
    {
        Hash = Secrets.Hash(code),
        ClientId = request.Client.Id,
        AccountId = account.Id,
        RedirectUri = request.RedirectUri,
        Challenge = request.Challenge,
        ScopeText = request.Scope,
        Nonce = request.Nonce,
        FamilyId = Guid.CreateVersion7(),
        CreatedAt = now,
    };

    /// <summary>303, not 302: the browser must not post the password on to the client (RFC 9700, 4.12).</summary>
    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
