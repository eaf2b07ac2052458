using Microsoft.AspNetCore.WebUtilities;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.PhoneCodes;
using RiderPlatform.Organisations.Tokens;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>Shows the forms, and turns a right name and password into a code at the client's address.</summary>
internal static class SignInForm
{
    public static async Task<IResult> ShowAsync(
        HttpContext http, OrganisationsDb db, FormTicket tickets, PhoneCodesSetup.PhoneSignIn phones,
        CancellationToken ct)
    {
        IssueToken.NoStore(http);
        var request = await AuthorizeRequest.ReadAsync(http.Request.Query, db, ct);
        if (request is not { Error: null })
        {
            return SignInPage.Refused(http);
        }

        var view = await SignInView.OfAsync(http, request, http.Request.QueryString.Value ?? "", tickets, db, ct);
        return !request.ByPhone ? PasswordForm.Of(view, PasswordForm.Notice.None)
            : phones.IsAvailable ? PhoneForms.Number(view, 200)
            : PhoneForms.NotHere(view, 200);
    }

    public static async Task<IResult> SubmitAsync(
        HttpContext http, OrganisationsDb db, FormTicket tickets, PasswordSteps password, PhoneSteps phone,
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

        var fresh = tickets.IsGood(http, query, form["ticket"]);
        var view = await SignInView.OfAsync(http, request, query, tickets, db, ct);
        return form["step"] switch
        {
            "phone" => await phone.SendAsync(view, form, fresh, ct),
            "code" => await phone.CheckAsync(view, form, fresh, ct),
            _ => await password.CheckAsync(view, form, fresh, ct),
        };
    }

    /// <summary>The code that a sign-in brings to the client, to be saved, and where the browser takes it.</summary>
    internal static (AuthorizationCode Row, IResult Redirect) Admit(
        AuthorizeRequest request, Guid account, string issuer, DateTimeOffset now)
    {
        var code = Secrets.New();
        var row = new AuthorizationCode
        {
            Hash = Secrets.Hash(code),
            ClientId = request.Client.Id,
            AccountId = account,
            RedirectUri = request.RedirectUri,
            Challenge = request.Challenge,
            ScopeText = request.Scope,
            Nonce = request.Nonce,
            FamilyId = Guid.CreateVersion7(),
            CreatedAt = now,
        };
        return (row, new SeeOther(request.AnswerUri(issuer, ("code", code))));
    }

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
