using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Kit;

/// <summary>
/// Registered and closed cases by day as bars, drawn on the server: nothing to load, and good without scripts. The same
/// numbers stand in a table beside it.
/// </summary>
public static class DayChart
{
    private const int Height = 200, Bottom = 26, Top = 14, Left = 34;

    /// <summary>
    /// Twice, for a desk and for a phone, so that its words are of one size; css/figures.css shows one.
    /// </summary>
    public static IHtmlContent Draw(IReadOnlyList<(string Day, long Registered, long Closed)> days, string label) =>
        new HtmlString(Draw(days, label, "wide", 1080, 12) + Draw(days, label, "narrow", 330, 4));

    private static string Draw(
        IReadOnlyList<(string Day, long Registered, long Closed)> days, string label, string kind, int width,
        int labels)
    {
        var most = Math.Max(4, days.Count == 0 ? 0 : days.Max(d => Math.Max(d.Registered, d.Closed)));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"days {kind}\" viewBox=\"0 0 {width} {Height}\""
                + $" role=\"img\" aria-label=\"{Markup.Encode(label)}\">");
        foreach (var share in (double[])[0, 0.5, 1])
        {
            var y = Y(most * share, most);
            svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"rule\" x1=\"{Left}\" x2=\"{width}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{Math.Round(most * share):0}</text>");
        }

        var step = (width - Left) / (double)Math.Max(1, days.Count);
        var every = Math.Max(1, (int)Math.Ceiling(days.Count / (double)labels));
        for (var i = 0; i < days.Count; i++)
        {
            var x = Left + (i * step);
            Bar(svg, "registered", x + (step * 0.14), step * 0.34, days[i].Registered, most);
            Bar(svg, "closed", x + (step * 0.52), step * 0.34, days[i].Closed, most);
            if (i % every == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (step / 2):0.#}\" y=\"{Height - 6}\" ");
                svg.Append(CultureInfo.InvariantCulture,
                    $"text-anchor=\"middle\">{Markup.Encode(FigureWords.Day(days[i].Day))}</text>");
            }
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>A day without a case has no row of its own.</summary>
    public static IReadOnlyList<(string Day, long Registered, long Closed)> Whole(
        IReadOnlyList<Figures.Row> rows, DateTimeOffset from, DateTimeOffset at)
    {
        var known = rows.ToDictionary(r => r.Key, r => r.Figures, StringComparer.Ordinal);
        var days = new List<(string, long, long)>();
        for (var day = from; day <= at && days.Count < 400; day = day.AddDays(1))
        {
            var key = ChinaTime.Day(day);
            var set = known.GetValueOrDefault(key);
            days.Add((key, set?.Registered.Count ?? 0, set?.Closed.Count ?? 0));
        }

        return days;
    }

    private static void Bar(StringBuilder svg, string tone, double x, double width, long value, long most)
    {
        var y = Y(value, most);
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{tone}\" x=\"{x:0.##}\" y=\"{y:0.##}\" ");
        svg.Append(CultureInfo.InvariantCulture,
            $"width=\"{width:0.##}\" height=\"{Height - Bottom - y:0.##}\" rx=\"1.5\"/>");
    }

    private static double Y(double value, long most) =>
        Height - Bottom - (value / most * (Height - Bottom - Top));
}
