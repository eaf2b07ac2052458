namespace RiderPlatform.Organisations.SignIn;

/// <summary>What both ways of signing in say.</summary>
internal static class SignInWords
{
    public static readonly (string Zh, string En) Expired =
        ("页面已过期或浏览器禁用了 Cookie，请重新输入。", "This page has expired, or cookies are off. Enter it again.");

    public static readonly (string Zh, string En) TooMany =
        ("尝试次数过多，请 15 分钟后再试。", "Too many attempts. Try again in 15 minutes.");
}
