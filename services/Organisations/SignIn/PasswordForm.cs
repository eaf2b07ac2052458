namespace RiderPlatform.Organisations.SignIn;

/// <summary>The staff's way: user name and password.</summary>
internal static class PasswordForm
{
    internal enum Notice
    {
        None,
        Wrong,
        Expired,
        TooMany,
    }

    public static IResult Of(SignInView view, Notice notice)
    {
        var status = notice switch { Notice.None => 200, Notice.Expired => 400, Notice.TooMany => 429, _ => 403 };
        if (notice == Notice.TooMany)
        {
            view.Http.Response.Headers.RetryAfter = "900";
        }

        var (zh, en) = Words(notice);
        var described = notice == Notice.None ? "" : " aria-describedby=\"notice\"";
        var invalid = (notice == Notice.Wrong ? " aria-invalid=\"true\"" : "") + described;
        return SignInPage.Of(view, status, byPhone: false, $"""
            {view.Notice(zh, en)}
            <form method="post" action="/signin" autocomplete="on">
            {view.Hidden}
            <label for="username">{view.Say("用户名", "User name")}</label>
            <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false"
              maxlength="64" required autofocus{invalid}>
            <label for="password">{view.Say("密码", "Password")}</label>
            <input id="password" name="password" type="password" autocomplete="current-password"
              maxlength="200" required{invalid}>
            <button class="main" type="submit">{view.Say("登录", "Sign in")}</button>
            </form>
            """);
    }

    private static (string? Zh, string? En) Words(Notice notice) => notice switch
    {
        Notice.Wrong => ("用户名或密码不正确；多次输错会锁定 15 分钟。",
            "Wrong user name or password. Several failures lock the account for 15 minutes."),
        Notice.Expired => SignInWords.Expired,
        Notice.TooMany => SignInWords.TooMany,
        _ => (null, null),
    };
}
