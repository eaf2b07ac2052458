using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.PhoneCodes;
using RiderPlatform.Organisations.Tokens;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>The riders' way: ask for a code, then use it.</summary>
internal sealed class PhoneSteps(
    OrganisationsDb db, SendCode send, UseCode use, PhoneCodesSetup.PhoneSignIn phones, TimeProvider time,
    IConfiguration configuration)
{
    public async Task<IResult> SendAsync(SignInView view, OAuthForm form, bool fresh, CancellationToken ct)
    {
        var typed = form["phone"] ?? "";
        if (Refuse(view, typed, fresh) is { } refusal)
        {
            return refusal;
        }

        var phone = Phone(typed)!;
        var outcome = await send.RunAsync(phone, view.Request.Client.ClientId, Attempts.AddressOf(view.Http), ct);
        return outcome == SendCodeOutcome.TooManyFromAddress
            ? TooMany(view, typed) : PhoneForms.Code(view, phone, outcome);
    }

    public async Task<IResult> CheckAsync(SignInView view, OAuthForm form, bool fresh, CancellationToken ct)
    {
        var typed = form["phone"] ?? "";
        if (Refuse(view, typed, fresh) is { } refusal)
        {
            return refusal;
        }

        var phone = Phone(typed)!;
        if (PhoneCode.Read(form["code"]) is not { } code)
        {
            return PhoneForms.Again(view, phone, isCode: false);
        }

        IResult? redirect = null;
        var outcome = await use.TryAsync(
            phone, code, view.Request.Client.ClientId, Attempts.AddressOf(view.Http), AdmitAsync, ct);
        return outcome == SignInOutcome.TooManyFromAddress ? TooMany(view, typed)
            : redirect ?? PhoneForms.Again(view, phone, isCode: true);

        Task AdmitAsync(Guid account)
        {
            (var row, redirect) = SignInForm.Admit(
                view.Request, account, AccessTokens.Issuer(configuration), time.GetUtcNow());
            db.Add(row);
            return db.SaveChangesAsync(ct);
        }
    }

    private static string? Phone(string typed) => PersonalText.Phone(PhoneCode.Plain(typed));

    /// <summary>What is wrong before anything is looked up; null when all is well.</summary>
    private IResult? Refuse(SignInView view, string typed, bool fresh) =>
        !phones.IsAvailable ? PhoneForms.NotHere(view, StatusCodes.Status409Conflict)
        : !fresh ? PhoneForms.Number(view, 400, typed, SignInWords.Expired)
        : Phone(typed) is null ? PhoneForms.Number(view, 400, typed)
        : null;

    private static IResult TooMany(SignInView view, string typed)
    {
        view.Http.Response.Headers.RetryAfter = "900";
        return PhoneForms.Number(view, 429, typed, SignInWords.TooMany);
    }
}
