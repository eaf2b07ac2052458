namespace RiderPlatform.Console.Kit;

/// <summary>Chinese unless the visitor chose English; the choice is a cookie, kept for a year.</summary>
public sealed class Language
{
    public const string CookieName = "rider-platform-language";

    public Language(IHttpContextAccessor context) =>
        IsChinese = context.HttpContext?.Request.Cookies[CookieName] != "en";

    private Language(bool isChinese) => IsChinese = isChinese;

    public bool IsChinese { get; }

    /// <summary>For work that goes on without its visitor.</summary>
    public static Language Of(bool isChinese) => new(isChinese);

    public string Tag => IsChinese ? "zh-CN" : "en";

    public string Pick(string chinese, string english) => IsChinese ? chinese : english;
}
