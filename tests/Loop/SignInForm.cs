using System.Net;
using System.Text.RegularExpressions;

namespace RiderPlatform.Loop;

/// <summary>
/// A sign-in page as a browser reads it: where its form goes, the hidden fields, and which field is which.
/// </summary>
internal sealed partial record SignInForm(
    Uri Action, IReadOnlyDictionary<string, string> Hidden, string UserName, string Password)
{
    public static SignInForm Parse(Uri page, string html)
    {
        var form = Form().Match(html);
        if (!form.Success)
        {
            throw new InvalidOperationException($"No form on {page}: {html}");
        }

        var inputs = Input().Matches(form.Value).Select(m => Attributes(m.Value))
            .Where(a => a.ContainsKey("name")).ToList();
        var action = Attributes(Opening().Match(form.Value).Value).GetValueOrDefault("action", "");
        return new SignInForm(
            new Uri(page, action.Length == 0 ? page.PathAndQuery : action),
            inputs.Where(a => Type(a) == "hidden").ToDictionary(a => a["name"], a => a.GetValueOrDefault("value", "")),
            inputs.First(a => Type(a) == "text")["name"],
            inputs.First(a => Type(a) == "password")["name"]);
    }

    public FormUrlEncodedContent Fill(string user, string password) =>
        new([.. Hidden, new(UserName, user), new(Password, password)]);

    private static string Type(Dictionary<string, string> input) => input.GetValueOrDefault("type", "text");

    private static Dictionary<string, string> Attributes(string tag) => Attribute().Matches(tag)
        .DistinctBy(m => m.Groups["name"].Value.ToLowerInvariant())
        .ToDictionary(
            m => m.Groups["name"].Value.ToLowerInvariant(), m => WebUtility.HtmlDecode(m.Groups["value"].Value));

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<form\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Input();

    [GeneratedRegex("(?<name>[\\w-]+)\\s*=\\s*\"(?<value>[^\"]*)\"")]
    private static partial Regex Attribute();
}
