using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>
/// The sign-in page: one form, no script, nothing loaded from anywhere. Usable by keyboard and screen reader: labels,
/// errors announced and tied to the field, targets of 44 px, contrast above 4.5:1, no time limit that loses input.
/// </summary>
internal static class SignInPage
{
    private const string Style = """
        :root{color-scheme:light}*{box-sizing:border-box}
        body{margin:0;background:#f2f4f7;color:#1b1f24;
        font:18px/1.6 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
        main{max-width:26rem;margin:6vh auto;padding:2rem;background:#fff;border:1px solid #8c95a0;border-radius:12px}
        h1{margin:0;font-size:1.5rem}p.en,label span{color:#4a5460;font-size:.85em}
        label{display:block;margin-top:1rem;font-weight:600}
        input{width:100%;min-height:44px;padding:.4rem .6rem;font:inherit;border:1px solid #66707c;border-radius:8px}
        button{width:100%;min-height:48px;margin-top:1.5rem;font:inherit;font-weight:600;color:#fff;background:#0b57a4;
        border:0;border-radius:8px}
        input:focus,button:focus{outline:3px solid #f0a400;outline-offset:2px}
        .notice{margin-top:1rem;padding:.6rem .8rem;border-left:5px solid #b3261e;background:#fdecea}
        """;

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    internal enum Notice
    {
        None,
        Wrong,
        Expired,
        TooMany,
    }

    public static IResult Form(HttpContext http, AuthorizeRequest request, string query, string ticket, Notice notice)
    {
        var status = notice switch { Notice.None => 200, Notice.Expired => 400, Notice.TooMany => 429, _ => 403 };
        if (notice == Notice.TooMany)
        {
            http.Response.Headers.RetryAfter = "900";
        }

        var invalid = notice == Notice.Wrong ? " aria-invalid=\"true\" aria-describedby=\"notice\"" : "";
        return Page(http, status, Origin(request.RedirectUri), $"""
            <h1>登录骑手平台</h1><p class="en" lang="en">Sign in to RiderPlatform</p>
            <p>登录后进入：{Html.Encode(request.Client.Name)}</p>{Text(notice)}
            <form method="post" action="/signin" autocomplete="on">
            <input type="hidden" name="request" value="{Html.Encode(query)}">
            <input type="hidden" name="ticket" value="{Html.Encode(ticket)}">
            <label for="username">用户名 <span lang="en">User name</span></label>
            <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false"
              maxlength="64" required autofocus{invalid}>
            <label for="password">密码 <span lang="en">Password</span></label>
            <input id="password" name="password" type="password" autocomplete="current-password"
              maxlength="200" required{invalid}>
            <button type="submit">登录 <span lang="en">Sign in</span></button>
            </form>
            """);
    }

    /// <summary>For a request that must not be answered by a redirect: its address may be an attacker's.</summary>
    public static IResult Refused(HttpContext http) => Page(http, 400, "", """
        <h1>无法登录</h1>
        <p class="notice" role="alert">登录请求无效：应用未登记，或返回地址不符。请回到应用重新登录。<br>
        <span lang="en">This sign-in request is not valid: the application is unknown, or its return address is not
        registered. Go back and start again.</span></p>
        """);

    private static string Text(Notice notice)
    {
        var (zh, en) = notice switch
        {
            Notice.Wrong => ("用户名或密码不正确；多次输错会锁定 15 分钟。",
                "Wrong user name or password. Several failures lock the account for 15 minutes."),
            Notice.Expired =>
                ("页面已过期或浏览器禁用了 Cookie，请重新输入。", "This page has expired, or cookies are off. Enter it again."),
            Notice.TooMany => ("尝试次数过多，请 15 分钟后再试。", "Too many attempts. Try again in 15 minutes."),
            _ => ("", ""),
        };
        return zh.Length == 0 ? ""
            : $"<p class=\"notice\" id=\"notice\" role=\"alert\">{zh}<br><span lang=\"en\">{en}</span></p>";
    }

    /// <summary>Browsers hold the redirect that answers a form to its <c>form-action</c> too.</summary>
    private static string Origin(string uri) => new Uri(uri).GetLeftPart(UriPartial.Authority);

    private static IResult Page(HttpContext http, int status, string formTarget, string body)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{StyleHash}'; "
            + $"form-action 'self' {formTarget}; frame-ancestors 'none'; base-uri 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Content($"""
            <!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>登录 · Sign in – 骑手平台 RiderPlatform</title><style>{Style}</style></head><body><main>
            {body}
            </main></body></html>
            """, "text/html; charset=utf-8", Encoding.UTF8, status);
    }
}
