using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Closes;

/// <summary>The ledger's daily roots for everybody, and a place to check a proof against them.</summary>
public sealed class IndexModel : ConsolePage
{
    public const string Address = "/console/closes";
    private const int Size = 31;

    /// <summary>A voucher is backed by a few funds at most; each has a transfer with a proof of its own.</summary>
    private const int MostProofs = 20;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    /// <summary>As the rider's page gives it.</summary>
    [BindProperty]
    public string? Proof { get; set; }

    public Answer<Listed<Api.Closes.Close>> Days { get; private set; }

    public IReadOnlyList<(Api.Closes.Proof Proof, Api.Closes.Verdict Verdict)> Verdicts { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Read(Proof) is not { Count: > 0 and <= MostProofs } proofs)
        {
            ModelState.AddModelError(nameof(Proof), T["closes.unreadable"]);
            return Page();
        }

        var verdicts = new List<(Api.Closes.Proof, Api.Closes.Verdict)>();
        foreach (var proof in proofs)
        {
            var answer = await Api.PostAsync<Api.Closes.Verdict>("/api/v1/points/closes/check", proof, null, Aborted);
            if (answer.Value is not { } verdict)
            {
                return Refuse(answer.Problem!, ("leaf", nameof(Proof)), ("path", nameof(Proof)));
            }

            verdicts.Add((proof, verdict));
        }

        Verdicts = verdicts;
        return Page();
    }

    public string Link(int page) => Here.Link(Address, ("page", page == 1 ? null : page));

    /// <summary>The file of an entry, or one proof of it.</summary>
    private static IReadOnlyList<Api.Closes.Proof>? Read(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(text ?? "");
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("proofs", out _)
                ? root.Deserialize<Api.Closes.Answer>(PlatformApi.Json)?.Proofs
                : [document.Deserialize<Api.Closes.Proof>(PlatformApi.Json)!];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task LoadAsync() => Days = await Api.GetAsync<Listed<Api.Closes.Close>>(
        PlatformApi.Path("/api/v1/points/closes", ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)), Aborted);
}
