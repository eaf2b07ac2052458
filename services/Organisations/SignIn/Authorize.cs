using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Tokens;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>Where a client sends the browser: checks the request and leads to the form.</summary>
internal static class Authorize
{
    public static async Task<IResult> HandleAsync(
        HttpContext http, OrganisationsDb db, IConfiguration configuration, CancellationToken ct)
    {
        IssueToken.NoStore(http);
        var request = await AuthorizeRequest.ReadAsync(http.Request.Query, db, ct);
        if (request is null)
        {
            return SignInPage.Refused(http);
        }

        return request.Error is { } error
            ? Results.Redirect(request.AnswerUri(
                AccessTokens.Issuer(configuration), ("error", error.Error), ("error_description", error.Description)))
            : Results.Redirect($"/signin{http.Request.QueryString}");
    }
}
