using System.Text.Json;
using Microsoft.Playwright;

namespace RiderPlatform.Console.Tests.Access;

/// <summary>axe-core's rules for WCAG 2.2, levels A and AA, on a page that is open.</summary>
internal static class Axe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly string Source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    /// <summary>
    /// One line for each element that breaks a rule. The page's policy does not hold for the debugger; but without
    /// scripts its timers stand still and the answer would never come, which Playwright has no limit for.
    /// </summary>
    /// <param name="coloursOnly">Where the same page was judged whole in other colours.</param>
    public static async Task<IReadOnlyList<string>> JudgeAsync(IPage page, bool coloursOnly = false)
    {
        await page.EvaluateAsync(Source);
        var found = await page.EvaluateAsync<JsonElement>("""
            async (coloursOnly) => {
              const result = await axe.run(document, {
                runOnly: coloursOnly ? ["color-contrast", "html-has-lang", "html-lang-valid"]
                  : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
                resultTypes: ["violations"],
              });
              return result.violations.flatMap(v => v.nodes.map(
                n => `${v.id}: ${n.target.join(" ")} — ${n.failureSummary}`));
            }
            """, coloursOnly).WaitAsync(Patience);
        return [.. found.EnumerateArray().Select(f => f.GetString()!.ReplaceLineEndings(" "))];
    }
}
