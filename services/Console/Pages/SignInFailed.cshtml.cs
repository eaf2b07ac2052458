using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Sessions;

namespace RiderPlatform.Console.Pages;

[AllowAnonymous, Anywhere]
public sealed class SignInFailedModel : PageModel
{
    public string Back { get; private set; } = "/console/";

    public void OnGet(string? back) => Back = SignInFlow.LocalPath(back);
}
