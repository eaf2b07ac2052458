using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Mailbox;

/// <summary>
/// The texts that a demo sends to nobody, with their one-time codes. Without a demo the platform has no such address,
/// and this page is not found either.
/// </summary>
[AllowAnonymous, Anywhere]
public sealed class IndexModel : ConsolePage
{
    public sealed record Message(Guid Id, string Phone, string Text, DateTimeOffset SentAt);

    public sealed record Messages(IReadOnlyList<Message> Items);

    public Answer<Messages> Newest { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Newest = await Api.GetAsync<Messages>("/api/v1/mailbox", Aborted);
        return Newest.Problem is { Status: 404 } ? NotFound() : Page();
    }
}
