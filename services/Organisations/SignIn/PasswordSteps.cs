using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Tokens;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>The staff's way: one form.</summary>
internal sealed class PasswordSteps(
    OrganisationsDb db, PasswordSignIn signIn, TimeProvider time, IConfiguration configuration)
{
    public async Task<IResult> CheckAsync(SignInView view, OAuthForm form, bool fresh, CancellationToken ct)
    {
        if (!fresh)
        {
            return PasswordForm.Of(view, PasswordForm.Notice.Expired);
        }

        var (name, password) = (form["username"]?.Trim() ?? "", form["password"] ?? "");
        var (account, outcome) = await signIn.TryAsync(
            name, password, view.Request.Client.ClientId, Attempts.AddressOf(view.Http), ct);
        if (account is null)
        {
            var held = outcome == SignInOutcome.TooManyFromAddress;
            return PasswordForm.Of(view, held ? PasswordForm.Notice.TooMany : PasswordForm.Notice.Wrong);
        }

        var (row, redirect) = SignInForm.Admit(
            view.Request, account.Id, AccessTokens.Issuer(configuration), time.GetUtcNow());
        db.Add(row);
        await db.SaveChangesAsync(ct);
        return redirect;
    }
}
