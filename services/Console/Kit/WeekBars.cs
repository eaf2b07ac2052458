using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using RiderPlatform.Console.Api;

namespace RiderPlatform.Console.Kit;

/// <summary>Counts per week as small bars with their numbers, drawn on the server.</summary>
public static class WeekBars
{
    private const int Step = 36, Height = 78, Top = 16, Bottom = 18;

    public static IHtmlContent Draw(IReadOnlyList<Governance.CountOf> weeks, string label)
    {
        var most = Math.Max(1, weeks.Max(w => w.Count));
        var said = string.Join(", ", weeks.Select(w => $"{w.Key} {w.Count}"));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"week-bars\" viewBox=\"0 0 {Step * weeks.Count} {Height}\" role=\"img\"");
        svg.Append(CultureInfo.InvariantCulture, $" aria-label=\"{Markup.Encode($"{label} {said}")}\">");
        foreach (var (i, week) in weeks.Index())
        {
            var tall = (double)week.Count / most * (Height - Top - Bottom);
            var (x, y) = (i * Step, Height - Bottom - tall);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x + 6}\" y=\"{y:0.#}\" width=\"{Step - 12}\" ");
            svg.Append(CultureInfo.InvariantCulture, $"height=\"{Math.Max(1, tall):0.#}\" rx=\"2\"/>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{x + (Step / 2)}\" y=\"{y - 4:0.#}\" text-anchor=\"middle\">{week.Count}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (Step / 2)}\" y=\"{Height - 4}\" ");
            svg.Append(CultureInfo.InvariantCulture, $"text-anchor=\"middle\">{Markup.Encode(week.Key[5..])}</text>");
        }

        return new HtmlString(svg.Append("</svg>").ToString());
    }
}
