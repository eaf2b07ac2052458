using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.My;

/// <summary>
/// That an entry of the rider's own is in the ledger as it was published, to keep and to have checked.
/// </summary>
public sealed class ProofModel : ConsolePage
{
    private static readonly JsonSerializerOptions Written = new(PlatformApi.Json)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Answer<Api.Closes.Answer> Answer { get; private set; }

    public string Text => JsonSerializer.Serialize(Answer.Value, Written);

    public async Task<IActionResult> OnGetAsync(bool file = false)
    {
        Answer = await Api.GetAsync<Api.Closes.Answer>($"/api/v1/points/me/entries/{Id}/proof", Aborted);
        return file && Answer.Ok
            ? File(System.Text.Encoding.UTF8.GetBytes(Text), "application/json", $"points-{Id}.json") : Page();
    }
}
