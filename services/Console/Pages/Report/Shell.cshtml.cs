using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Report;

/// <summary>
/// The report's form as the browser keeps it for when there is no network: nothing in it is anybody's.
/// </summary>
[AllowAnonymous, Anywhere]
public sealed class ShellModel : ConsolePage
{
    public ReportForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var form = await ReportForm.OfAsync(Api, Here, Aborted);
        if (form.Value is null)
        {
            // A shell without categories must not be kept.
            return Failed(form.Problem!);
        }

        Form = form.Value;
        return Page();
    }
}
