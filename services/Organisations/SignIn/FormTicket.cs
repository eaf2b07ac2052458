using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>
/// Anti-forgery of the sign-in form: a random cookie and a field that proves, by the platform's key, that this form
/// with this request was made for the browser that holds the cookie, not long ago. No state is kept, so any replica may
/// answer.
/// </summary>
internal sealed class FormTicket(KeyRing keys, TimeProvider time)
{
    private const string CookieName = "rider-platform-signin";
    private const string Purpose = "sign-in-form";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public string Issue(HttpContext http, string request)
    {
        if (http.Request.Cookies[CookieName] is not { Length: 43 } browser)
        {
            browser = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            http.Response.Cookies.Append(CookieName, browser, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                Path = "/signin",
            });
        }

        var expires = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{expires}.{Prove(browser, request, expires)}";
    }

    public bool IsGood(HttpContext http, string request, string? ticket)
    {
        if (http.Request.Cookies[CookieName] is not { Length: 43 } browser
            || ticket?.Split('.') is not [var expires, var proof]
            || !long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds < time.GetUtcNow().ToUnixTimeSeconds())
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(proof), System.Text.Encoding.UTF8.GetBytes(
                Prove(browser, request, expires)));
    }

    private string Prove(string browser, string request, string expires) =>
        Base64Url.EncodeToString(keys.Index(Purpose, $"{browser}\n{expires}\n{request}"));
}
