using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Meetings;

/// <summary>Minutes of forums and joint meetings: their items become cases, and show what became of them.</summary>
public sealed partial class IndexModel : ConsolePage
{
    private const int Size = 10;
    public const int Lines = 6;
    public static readonly IReadOnlyList<string> Kinds = ["Forum", "JointMeeting"];

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public string Key { get; set; } = Guid.CreateVersion7().ToString();

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? HeldOn { get; set; }

    [BindProperty]
    public string? Where { get; set; }

    [BindProperty]
    public string? Region { get; set; }

    [BindProperty]
    public string? Participants { get; set; }

    [BindProperty]
    public List<Item> Items { get; set; } = [];

    public Answer<Listed<Governance.Meeting>> Meetings { get; private set; }

    public IReadOnlyList<Reports.Category> Categories { get; private set; } = [];

    public IReadOnlyList<Accounts.Region> Places { get; private set; } = [];

    /// <summary>Who keeps minutes; everybody else who comes here only reads.</summary>
    public bool MayWrite => Me.Has(Roles.Secretary, Roles.Dispatcher);

    public sealed class Item
    {
        public string? Text { get; set; }

        /// <summary>Empty: only a note.</summary>
        public string? Category { get; set; }
    }

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var lines = Items.Index().Where(i => !string.IsNullOrWhiteSpace(i.Item.Text)).ToList();
        var answer = await Api.PostAsync<Governance.Meeting>("/api/v1/meetings", new
        {
            Kind, HeldOn = DateOnly.TryParse(HeldOn, System.Globalization.CultureInfo.InvariantCulture, out var day)
                ? $"{day:yyyy-MM-dd}" : null,
            Place = Where, RegionCode = Region, Participants,
            Items = lines.Select(l => new
            {
                l.Item.Text, Category = string.IsNullOrEmpty(l.Item.Category) ? null : l.Item.Category,
                Becomes = string.IsNullOrEmpty(l.Item.Category) ? "Note" : "Case",
            }),
        }, Key, Aborted);
        if (answer.Value is { } kept)
        {
            return Done(
                Here.Link("/console/meetings"), T.Of("meetings.sent", kept.Items.Count(i => i.Case is not null)));
        }

        await LoadAsync();
        return Refuse(answer.Problem!, [("place", "Where"), ("regionCode", "Region"), ("kind", "Kind"),
            ("heldOn", "HeldOn"), ("participants", "Participants"), ("items", "Items[0].Text"),
            .. lines.Select((l, n) => (l, n)).SelectMany(x => ((string, string)[])
                [($"items[{x.n}].text", $"Items[{x.l.Index}].Text"),
                ($"items[{x.n}].category", $"Items[{x.l.Index}].Category")])]);
    }

    public string Link(int page) => Here.Link("/console/meetings", ("page", page == 1 ? null : page));

    private async Task LoadAsync()
    {
        Meetings = await Api.GetAsync<Listed<Governance.Meeting>>(PlatformApi.Path("/api/v1/meetings",
            ("region", Here.Region), ("page", Math.Clamp(Number, 1, 10_000)), ("size", Size)), Aborted);
        if (!MayWrite)
        {
            return;
        }

        var categories = await Api.GetAsync<IReadOnlyList<Reports.Category>>(
            PlatformApi.Path("/api/v1/categories", ("kind", "ForumItem")), Aborted);
        // A form that a category asks for has no place in minutes: such an item is registered by itself.
        Categories = [.. categories.Value?.Where(c => !c.Group && !c.Form.Any(f => f.Required)) ?? []];
        var place = PlaceCode().Match(Here.Region).Value;
        var below = await Api.GetAsync<Listed<Accounts.Region>>(
            PlatformApi.Path("/api/v1/regions", ("parent", place), ("size", 200)), Aborted);
        var own = place.Length == 0 ? default
            : await Api.GetAsync<Accounts.Region>($"/api/v1/regions/{place}", Aborted);
        Places = [.. own.Value is { } here ? [here] : Array.Empty<Accounts.Region>(), .. below.Value?.Items ?? []];
    }

    [GeneratedRegex(@"^(\d{6}|\d{4}|\d{2}|)")]
    private static partial Regex PlaceCode();
}
