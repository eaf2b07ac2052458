using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.PhoneCodes;

namespace RiderPlatform.Organisations.SignIn;

/// <summary>The riders' way: a form for the number, then one for the code that was sent to it.</summary>
internal static class PhoneForms
{
    private const string Invalid = " aria-invalid=\"true\" aria-describedby=\"error\"";
    private const string Noticed = " aria-describedby=\"notice\"";

    /// <summary>No provider of texts is configured here, and this is no demo.</summary>
    public static IResult NotHere(SignInView view, int status) => SignInPage.Of(view, status, byPhone: true,
        view.Notice("这里暂不支持手机验证码登录。有用户名和密码的，请选“工作人员”登录；没有的请联系站点管理员。",
            "Sign-in by phone is not available here. With a user name and password choose “Staff”; otherwise ask the "
            + "people who run your site."));

    /// <param name="typed">Kept in the field when it was no number.</param>
    public static IResult Number(SignInView view, int status, string typed = "", (string Zh, string En)? notice = null)
    {
        var wrong = status == 400 && notice is null;
        var state = wrong ? Invalid : notice is null ? "" : Noticed;
        var error = !wrong ? "" : $"""
            <p class="error" id="error" role="alert">{view.Say(
                "请输入 11 位手机号。", "Enter a mobile number of 11 digits.")}</p>
            """;
        return SignInPage.Of(view, status, byPhone: true, $"""
            {view.Notice(notice?.Zh, notice?.En)}
            <form method="post" action="/signin" autocomplete="on">
            {view.Hidden}
            <label for="phone">{view.Say("手机号", "Phone number")}</label>
            <input id="phone" name="phone" type="tel" inputmode="tel" autocomplete="tel" maxlength="30"
              value="{SignInView.Encode(typed)}" required autofocus{state}>{error}
            <button class="main" type="submit" name="step" value="phone">{view.Say("获取验证码", "Send a code")}</button>
            </form>
            """);
    }

    /// <summary>The same page, byte for byte, whether the number is a rider's or nobody's.</summary>
    public static IResult Code(SignInView view, string phone, SendCodeOutcome sent)
    {
        var masked = PersonalText.MaskPhone(phone);
        return sent switch
        {
            SendCodeOutcome.Sent => Code(view, 200, phone, view.Notice(
                $"如果 {masked} 已登记，验证码已发送，{PhoneCode.Lifetime.TotalMinutes} 分钟内有效。",
                $"If {masked} is registered, a code was sent, good for {PhoneCode.Lifetime.TotalMinutes} minutes.",
                good: true)),
            SendCodeOutcome.TooSoon => Later(view, PhoneCode.Pause, Code(view, 429, phone, view.Notice(
                $"刚刚已为 {masked} 申请过验证码，请等 60 秒再重新发送。上一个验证码仍可使用。",
                $"A code for {masked} was asked for a moment ago. Wait 60 seconds before asking again; the last one "
                + "still works."))),
            _ => Later(view, PhoneCode.Hour, Code(view, 429, phone, view.Notice(
                $"{masked} 一小时内申请验证码已达 {PhoneCode.MaxPerHour} 次，请一小时后再试。",
                $"{PhoneCode.MaxPerHour} codes were asked for within the hour for {masked}. Try again in an hour."))),
        };
    }

    /// <summary>After a code that is not good, or that is none.</summary>
    public static IResult Again(SignInView view, string phone, bool isCode) => isCode
        ? Code(view, 403, phone, "", ("验证码不正确或已失效。最多可试 5 次，之后请重新发送。",
            "Wrong code, or it is no longer good. After 5 tries ask for a new one."))
        : Code(view, 400, phone, "", ("请输入 6 位数字验证码。", "Enter the 6 digits of the code."));

    private static IResult Later(SignInView view, TimeSpan wait, IResult page)
    {
        view.Http.Response.Headers.RetryAfter = $"{wait.TotalSeconds}";
        return page;
    }

    private static IResult Code(
        SignInView view, int status, string phone, string notice, (string Zh, string En)? error = null)
    {
        var hidden = $"{view.Hidden}\n<input type=\"hidden\" name=\"phone\" value=\"{phone}\">";
        var words = error is not { } e ? "" : $"""
            <p class="error" id="error" role="alert">{view.Say(e.Zh, e.En)}</p>
            """;
        return SignInPage.Of(view, status, byPhone: true, $"""
            {notice}
            <form method="post" action="/signin" autocomplete="off">
            {hidden}
            <label for="code">{view.Say("验证码", "Code")}
            <span class="soft">{PersonalText.MaskPhone(phone)}</span></label>
            <input id="code" class="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12"
              required autofocus{(error is null ? Noticed : Invalid)}>{words}
            <button class="main" type="submit" name="step" value="code">{view.Say("登录", "Sign in")}</button>
            </form>
            <form class="more" method="post" action="/signin">
            {hidden}
            <button class="link" type="submit" name="step" value="phone">{view.Say("重新发送", "Send again")}</button>
            <a class="link" href="{view.Address(byPhone: true)}">{view.Say("更换手机号", "Change number")}</a>
            </form>
            """);
    }
}
