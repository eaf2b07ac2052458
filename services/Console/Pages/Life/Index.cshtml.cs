using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Life;

/// <summary>The life of a case, drawn from the table that the service decides by.</summary>
public sealed class IndexModel : ConsolePage
{
    public IReadOnlyList<Transitions.Line> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await Api.GetAsync<Transitions.Table>("/api/v1/cases/transitions", Aborted);
        if (answer.Problem is { } problem)
        {
            return Failed(problem);
        }

        Lines = answer.Value!.Lines;
        return Page();
    }
}
