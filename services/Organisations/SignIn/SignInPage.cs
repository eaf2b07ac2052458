using System.Text;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>
/// The frame of the sign-in page: no script, nothing loaded from anywhere. Usable by keyboard and screen reader:
/// labels, errors announced and tied to the field, targets of 44 px, no time limit that loses input.
/// </summary>
internal static class SignInPage
{
    /// <summary>Two wheels and a frame: the mark of the console too.</summary>
    private const string Mark = """
        <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false"><rect width="64" height="64" rx="14"/>
        <path d="M18 44a8 8 0 1 0 .1 0zM46 44a8 8 0 1 0 .1 0z"/>
        <path class="frame" d="M18 44l10-18h12l6 18M26 36h16M36 18h8"/></svg>
        """;

    /// <param name="status">200, or what an HTTP client should make of the same page.</param>
    /// <param name="body">What stands below the two ways of signing in.</param>
    public static IResult Of(SignInView view, int status, bool byPhone, string body) => Page(
        view.Http, status, Origin(view.Request.RedirectUri), view.EnglishOnly, Brand(view), $"""
        <h1>{view.Say("登录", "Sign in")}</h1>
        <p class="soft">{(view.EnglishOnly ? "to continue to" : "登录后进入")}
        {SignInView.Encode(view.Request.Client.Name)}</p>
        <nav class="ways" aria-label="{view.Plain("登录方式", "Ways to sign in")}">
        <a href="{view.Address(byPhone: false)}"{Current(!byPhone)}>{view.Say("工作人员", "Staff")}</a>
        <a href="{view.Address(byPhone: true)}"{Current(byPhone)}>{view.Say("骑手", "Rider")}</a></nav>
        {body}
        """);

    /// <summary>For a request that must not be answered by a redirect: its address may be an attacker's.</summary>
    public static IResult Refused(HttpContext http) => Page(http, 400, "", english: false, "骑手平台 RiderPlatform", """
        <h1>无法登录 <span class="en" lang="en">Cannot sign in</span></h1>
        <p class="notice" role="alert">登录请求无效：应用未登记，或返回地址不符。请回到应用重新登录。
        <span class="en" lang="en">This sign-in request is not valid: the application is unknown, or its return address
        is not registered. Go back and start again.</span></p>
        """);

    private static string Current(bool current) => current ? " aria-current=\"page\"" : "";

    private static string Brand(SignInView view)
    {
        var platform = view.EnglishOnly ? "RiderPlatform" : "骑手平台 RiderPlatform";
        return view.Place is null ? platform : $"{SignInView.Encode(view.Place)} · {platform}";
    }

    /// <summary>Browsers hold the redirect that answers a form to its <c>form-action</c> too.</summary>
    private static string Origin(string uri) => new Uri(uri).GetLeftPart(UriPartial.Authority);

    private static IResult Page(
        HttpContext http, int status, string formTarget, bool english, string brand, string body)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{SignInStyle.Hash}'; "
            + $"form-action 'self' {formTarget}; frame-ancestors 'none'; base-uri 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Content($"""
            <!doctype html><html lang="{(english ? "en" : "zh-CN")}"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>{(english ? "Sign in" : "登录 · Sign in")} – {brand}</title>
            <style>{SignInStyle.Text}</style></head><body>
            <header class="brand">{Mark}<span>{brand}</span></header><main>
            {body}
            </main></body></html>
            """, "text/html; charset=utf-8", Encoding.UTF8, status);
    }
}
