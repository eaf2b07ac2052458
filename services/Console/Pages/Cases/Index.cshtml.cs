using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.Console.Kit.Tables;

namespace RiderPlatform.Console.Pages.Cases;

/// <summary>Every case in scope, searched and sorted.</summary>
public sealed class IndexModel(Language language) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Severity { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Overdue { get; set; }

    /// <summary>What a number of the statistics counts (<c>ResponseDue</c> …), and its own limits.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Figure { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public TableView Table { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        var table = CaseTable.Of(T, language, Here);
        var state = table.StateOf(Request);
        var answer = await Api.GetAsync<Listed<Api.Cases.Case>>(PlatformApi.Path(
            "/api/v1/cases", ("region", Here.Region), ("at", Here.AtInstant), ("q", Q), ("status", Status),
            ("severity", Severity), ("overdue", Overdue), ("figure", Figure), ("category", Category), ("from", From),
            ("to", To), ("sort", state.Sort),
            ("order", state.Sort is null ? null : state.Order), ("page", state.Page), ("size", state.Size)), Aborted);
        Table = table.View(answer, Request, T);
    }
}
