using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages;

/// <summary>The door: leads everybody to the first page of their own work.</summary>
[AllowAnonymous]
public sealed class IndexModel : ConsolePage
{
    public IActionResult OnGet() => Redirect(Here.Link(Navigation.HomeOf(Me)));
}
