using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Sessions;

namespace RiderPlatform.Console;

/// <summary>Language and theme: small cookies, set by a form of the page's head, kept for a year.</summary>
internal static class Preference
{
    public const string ThemeCookie = "rider-platform-theme";
    private static readonly string[] Languages = ["zh", "en"];
    private static readonly string[] Themes = ["light", "dark", "auto"];

    /// <remarks>Changes how a page looks and nothing else, so that it asks for no anti-forgery token.</remarks>
    public static async Task<IResult> KeepAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        Set(http, Language.CookieName, form["language"].ToString(), Languages);
        Set(http, ThemeCookie, form["theme"].ToString(), Themes);
        return Results.Redirect(SignInFlow.LocalPath(form["back"].ToString()));
    }

    public static string ThemeOf(HttpContext http) =>
        http.Request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : "auto";

    private static void Set(HttpContext http, string cookie, string value, string[] known)
    {
        if (known.Contains(value))
        {
            http.Response.Cookies.Append(cookie, value, SessionCookie.Options(TimeSpan.FromDays(365)));
        }
    }
}
