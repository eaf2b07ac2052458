using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RiderPlatform.Organisations.Tests.SignIn;

public sealed partial class SignInPageTests(SignInFixture fixture) : IClassFixture<SignInFixture>, IDisposable
{
    private readonly Browser _browser = new(fixture.Address);

    [Theory]
    [InlineData(null, false)]
    [InlineData("phone", true)]
    [InlineData("staff", false)]
    [InlineData("email", false)]
    public async Task Way_ChoosesTheFormThatIsShownFirst(string? way, bool byPhone)
    {
        var html = await _browser.OpenFormAsync(way is null ? [] : [("way", way)]);
        Assert.Equal(byPhone, html.Contains("name=\"phone\"", StringComparison.Ordinal));
        Assert.Equal(!byPhone, html.Contains("name=\"password\"", StringComparison.Ordinal));
        var current = byPhone ? "way=phone\" aria-current=\"page\"" : "way=staff\" aria-current=\"page\"";
        Assert.Contains(current, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheOtherWay_IsALink_WithTheSameRequest()
    {
        var html = await _browser.OpenFormAsync(("region", "5101"));
        var link = WebUtility.HtmlDecode(Link().Matches(html)[1].Groups[1].Value);
        var page = await (await _browser.GetAsync(link)).Content.ReadAsStringAsync();
        Assert.Contains("name=\"phone\"", page, StringComparison.Ordinal);
        Assert.Contains("成都市 · 骑手平台", page, StringComparison.Ordinal);
        var back = WebUtility.HtmlDecode(Link().Matches(page)[0].Groups[1].Value);
        var staff = await (await _browser.GetAsync(back)).Content.ReadAsStringAsync();
        var answer = await _browser.SubmitAsync(staff, "rider1", OrganisationsFixture.Password);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("state=s-1", answer.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5101", "成都市 · 骑手平台 RiderPlatform")]
    [InlineData("510104", "锦江区 · 骑手平台 RiderPlatform")]
    [InlineData("9999", ">骑手平台 RiderPlatform")]
    [InlineData("<b>", ">骑手平台 RiderPlatform")]
    public async Task Region_GivesThePageItsName(string region, string brand) =>
        Assert.Contains(brand, await _browser.OpenFormAsync(("region", region)), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", true)]
    [InlineData("en-GB zh", true)]
    [InlineData("zh-CN en", false)]
    [InlineData("fr", false)]
    public async Task Language_IsChineseFirst_UnlessEnglishIsAskedFor(string locales, bool english)
    {
        foreach (var way in (string[])["staff", "phone"])
        {
            var html = await _browser.OpenFormAsync(("ui_locales", locales), ("way", way));
            Assert.Contains(english ? "<html lang=\"en\">" : "<html lang=\"zh-CN\">", html, StringComparison.Ordinal);
            Assert.Contains("Sign in", html, StringComparison.Ordinal);
            // The client's own name is as it was registered.
            var ours = html.Replace("骑手端", "", StringComparison.Ordinal);
            Assert.Equal(!english, ours.Any(c => c is >= '\u4E00' and <= '\u9FFF'));
        }
    }

    [Fact]
    public async Task Style_IsAllowedByItsHash_AndNothingElseIs()
    {
        var answer = await _browser.GetAsync((await _browser.AuthorizeAsync(_browser.Request)).Headers.Location!
            .ToString());
        var html = await answer.Content.ReadAsStringAsync();
        var style = Style().Match(html).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains($"style-src 'sha256-{hash}';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", style, StringComparison.Ordinal);
    }

    /// <summary>WCAG 2.2, 1.4.3 and 1.4.11, computed from the page's own colours in both schemes.</summary>
    [Theory]
    [InlineData("ink", "card", 4.5)]
    [InlineData("ink", "page", 4.5)]
    [InlineData("soft", "card", 4.5)]
    [InlineData("soft", "page", 4.5)]
    [InlineData("brand", "card", 4.5)]
    [InlineData("on-brand", "brand", 4.5)]
    [InlineData("on-brand", "brand-over", 4.5)]
    [InlineData("bad", "card", 4.5)]
    [InlineData("ink", "bad-tint", 4.5)]
    [InlineData("ink", "good-tint", 4.5)]
    [InlineData("edge", "card", 3)]
    [InlineData("ring", "card", 3)]
    [InlineData("ring", "page", 3)]
    public async Task Colours_HaveContrast_InBothSchemes(string front, string back, double least)
    {
        var style = Style().Match(await _browser.OpenFormAsync()).Groups[1].Value;
        foreach (var scheme in style.Split("prefers-color-scheme:dark"))
        {
            var ratio = Contrast(Colour(scheme, front), Colour(scheme, back));
            Assert.True(ratio >= least, $"{front} on {back}: {ratio:0.00}");
        }
    }

    public void Dispose() => _browser.Dispose();

    private static double Contrast(string one, string other)
    {
        double[] light = [Luminance(one), Luminance(other)];
        return (light.Max() + 0.05) / (light.Min() + 0.05);
    }

    private static double Luminance(string hex)
    {
        hex = hex.Length == 3 ? string.Concat(hex.Select(c => $"{c}{c}")) : hex;
        var parts = Convert.FromHexString(hex).Select(b => b / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    private static string Colour(string css, string name) =>
        Regex.Match(css, $@"--{name}:#([0-9a-f]+)").Groups[1].Value;

    [GeneratedRegex("<a href=\"([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
