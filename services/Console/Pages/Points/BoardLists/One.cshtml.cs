using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;

namespace RiderPlatform.Console.Pages.Points.BoardLists;

/// <summary>One frozen list, and whether today's ledger still says the same.</summary>
public sealed class OneModel : ConsolePage
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public Answer<Api.Boards.Whole> Whole { get; private set; }

    public Answer<Api.Boards.Proof> Proof { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var proof = Api.GetAsync<Api.Boards.Proof>($"/api/v1/points/boards/{id}/verification", Aborted);
        Whole = await Api.GetAsync<Api.Boards.Whole>(
            PlatformApi.Path($"/api/v1/points/boards/{id}", ("page", Number), ("size", Size)), Aborted);
        Proof = await proof;
        return Whole.Value is null ? Failed(Whole.Problem!) : Page();
    }

    /// <summary>The file byte for byte: its hash is the list's.</summary>
    public async Task<IActionResult> OnGetFileAsync(Guid id)
    {
        using var answer = await Api.OpenAsync($"/api/v1/points/boards/{id}/file.csv", null, Aborted);
        return answer is not { IsSuccessStatusCode: true }
            ? Failed(answer is null ? Problem.Unavailable : await Problem.OfAsync(answer, Aborted))
            : File(await answer.Content.ReadAsByteArrayAsync(Aborted), "text/csv; charset=utf-8", $"board-{id}.csv");
    }

    public string Link(Guid id, int page) => Here.Link(
        $"{IndexModel.Address}/{id}", ("page", page == 1 ? null : page));
}
