namespace RiderPlatform.Console.Kit;

/// <summary>Chinese unless the visitor chose English; the choice is a cookie, kept for a year.</summary>
public sealed class Language(IHttpContextAccessor context)
{
    public const string CookieName = "rider-platform-language";

    public bool IsChinese { get; } = context.HttpContext?.Request.Cookies[CookieName] != "en";

    public string Tag => IsChinese ? "zh-CN" : "en";

    public string Pick(string chinese, string english) => IsChinese ? chinese : english;
}
