using System.Globalization;
using Microsoft.AspNetCore.Html;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Kit;

/// <summary>How figures read, the same on every page.</summary>
public static class FigureWords
{
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Percent(Figures.Rate rate) => rate.Share is { } share
        ? (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%" : "—";

    public static string Day(string key) => key.Length == 10 ? key[5..] : key;

    /// <summary>The number; a link to its list where there is one for this reader.</summary>
    public static IHtmlContent Number(Figures.Number number, Place place) => HrefOf(number, place) is { } href
        ? Markup.Link(href, Count(number.Count)) : new HtmlString(Count(number.Count));

    /// <summary>
    /// The list's own filters under the page's moment. A figure of now opens the list as it is now: what has changed
    /// since shows, and the cases can be worked on.
    /// </summary>
    public static string? HrefOf(Figures.Number number, Place place)
    {
        if (number.List is not { } list)
        {
            return null;
        }

        var filters = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(list);
        var region = filters.TryGetValue("region", out var given) ? given.ToString() : place.Region;
        var others = filters.Where(f => f.Key is not ("region" or "at"))
            .Select(f => (f.Key, (object?)f.Value.ToString()));
        return place.LinkTo(region, place.AtText, "/console/cases", [.. others]);
    }
}
