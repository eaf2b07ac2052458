using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Sessions;

namespace RiderPlatform.Console.Kit.Forms;

/// <summary>
/// A page: what every one has at hand, how a form's refusal comes back to its fields, and how what was typed survives a
/// sign-in.
/// </summary>
public abstract class ConsolePage : PageModel
{
    protected PlatformApi Api => HttpContext.RequestServices.GetRequiredService<PlatformApi>();

    protected Texts T => HttpContext.RequestServices.GetRequiredService<Texts>();

    protected Place Here => HttpContext.RequestServices.GetRequiredService<Place>();

    protected Visitor Me => HttpContext.RequestServices.GetRequiredService<Visitor>();

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Why the form was not taken, in words above it; null when it was, or was not sent.</summary>
    public Problem? Refused { get; private set; }

    /// <summary>The fields come from before a sign-in and were not sent: the person should look and send.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>
    /// What was chosen before a sign-in, for radio buttons and lists: a <c>&lt;field&gt;</c> finds by itself what was
    /// typed.
    /// </summary>
    public string? Held(string name) =>
        IsHeld && ModelState.TryGetValue(name, out var entry) ? entry.AttemptedValue : null;

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (HttpMethods.IsGet(Request.Method) && Me.IsSignedIn)
        {
            var held = await HttpContext.RequestServices.GetRequiredService<HeldForms>().TakeAsync(HttpContext);
            foreach (var (name, values) in held)
            {
                ModelState.SetModelValue(name, values, string.Join(',', values));
                IsHeld = true;
            }
        }

        await next();
    }

    /// <summary>
    /// Puts the problem where the person looks: sentences beside their fields, the rest above the form. Answers the
    /// page with the problem's status.
    /// </summary>
    /// <param name="names">The API's name of a field → the form's, where they differ.</param>
    protected PageResult Refuse(Problem problem, params (string Api, string Form)[] names)
    {
        Refused = problem;
        foreach (var (field, sentences) in problem.Errors)
        {
            var name = names.FirstOrDefault(n => n.Api == field).Form ?? field;
            foreach (var sentence in sentences)
            {
                ModelState.AddModelError(name, sentence);
            }
        }

        // 401 and 403 of the API would be taken for the page's own.
        Response.StatusCode = problem.Status is >= 400 and < 500 and not (401 or 403) ? problem.Status
            : problem.Status >= 500 ? 503 : 409;
        return Page();
    }

    /// <summary>
    /// After a success: another address, so that reloading sends nothing twice, and a word that it worked.
    /// </summary>
    protected RedirectResult Done(string href, string text)
    {
        TempData["done"] = text;
        return Redirect(href);
    }

    /// <summary>What a reading failed with, as a page in the console's frame.</summary>
    protected IActionResult Failed(Problem problem) => StatusCode(problem.Status >= 500 ? 503 : problem.Status);
}
