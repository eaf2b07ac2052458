using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.My;

/// <summary>A case of somebody else's that the rider has joined: its public story.</summary>
public sealed class JoinedModel : ConsolePage
{
    public News.JoinedOne One { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number)
    {
        var answer = await Api.GetAsync<News.JoinedOne>(
            $"/api/v1/clues/joins/{Uri.EscapeDataString(number)}", Aborted);
        if (answer.Value is not { } one)
        {
            return Failed(answer.Problem!);
        }

        One = one;
        return Page();
    }
}
