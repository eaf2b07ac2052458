using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RiderPlatform.Console.Kit.Forms;

/// <summary>What was answered to a category's form, whose fields no page knows beforehand.</summary>
public static class FormAnswers
{
    /// <summary>As the API takes them; the page keeps them for showing the form again.</summary>
    public static IReadOnlyList<(string Name, string? Value)> Take(PageModel page)
    {
        var given = page.Request.Form.Where(f => f.Key.StartsWith("answers.", StringComparison.Ordinal)).ToList();
        foreach (var (name, values) in given)
        {
            page.ModelState.SetModelValue(name, values, values.ToString());
        }

        return given.ConvertAll(g => (g.Key, (string?)g.Value.ToString()));
    }
}
