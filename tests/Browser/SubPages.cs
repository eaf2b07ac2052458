using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace RiderPlatform.Browser;

/// <summary>The pages below one: the first link of every kind that it has to its own parts.</summary>
public static partial class SubPages
{
    /// <param name="path">Of the page that is open: <c>/console/cases</c>.</param>
    /// <param name="known">Paths that are pages of their own.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(IPage page, string path, IReadOnlyCollection<string> known)
    {
        var links = await page.EvaluateAsync<string[]>(
            "path => [...document.querySelectorAll('main a[href]')].map(a => new URL(a.href))"
            + ".filter(u => u.pathname.startsWith(path + '/') && !u.search.includes('handler='))"
            + ".map(u => u.pathname + u.search)", path);
        return
        [
            .. links.Where(l => !known.Contains(l.Split('?')[0])).DistinctBy(l => Kind(l.Split('?')[0])),
        ];
    }

    /// <summary>
    /// <c>/console/cases/0199…</c> is of the kind <c>/console/cases/-</c>, and so is a code: <c>road.manhole</c>, of
    /// categories <c>road</c> too.
    /// </summary>
    public static string Kind(string path) => Names().Replace(path, "/-");

    [GeneratedRegex("/(?=[^/]*[0-9A-Z.])[^/]+|(?<=/categories)/(?!new(/|$))[^/]+")]
    private static partial Regex Names();
}
