using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RiderPlatform.Console.Kit;

namespace RiderPlatform.Console.Pages;

/// <summary>Every error that is no form's: reached by re-execution, at the address that failed.</summary>
[AllowAnonymous, Anywhere, IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StateModel : PageModel
{
    public StateView State { get; private set; } = null!;

    public void OnGet(int code) => Show(code);

    /// <summary>A post that failed is re-executed as a post.</summary>
    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        // The handler of exceptions has set the status already; the route says 500 for all of them.
        var status = Response.StatusCode >= 400 ? Response.StatusCode : Math.Clamp(code, 400, 599);
        Response.StatusCode = status;
        State = StateView.OfStatus(status) with
        {
            TraceId = status >= 500 ? Activity.Current?.TraceId.ToHexString() ?? HttpContext.TraceIdentifier : null,
        };
    }
}
