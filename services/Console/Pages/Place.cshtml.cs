using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.Console.Sessions;

namespace RiderPlatform.Console.Pages;

/// <summary>Another region or moment for the page that one came from.</summary>
[AllowAnonymous]
public sealed class PlaceModel(RegionNames names) : ConsolePage
{
    private static readonly int[] Levels = [0, 2, 4, 6, 9, 12];

    [BindProperty(SupportsGet = true, Name = "back")]
    public string? BackGiven { get; set; }

    public string BackTo => SignInFlow.LocalPath(BackGiven);

    public IReadOnlyList<(string Code, string Name)> Chain { get; private set; } = [];

    public Answer<Listed<Accounts.Region>> Children { get; private set; }

    public async Task OnGetAsync()
    {
        var chain = new List<(string, string)>();
        foreach (var level in Levels.Where(l => l <= Here.Region.Length))
        {
            var code = Here.Region[..level];
            chain.Add((code, await names.OfAsync(code, Api, T, Aborted)));
        }

        Chain = chain;
        Children = await Api.GetAsync<Listed<Accounts.Region>>(
            PlatformApi.Path("/api/v1/regions", ("parent", Here.Region), ("size", 200)), Aborted);
    }

    public async Task<IActionResult> OnPostAsync(string? moment)
    {
        if (DateTime.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return Redirect(Back(Here.Region, at.ToString(ChinaTime.LocalPattern, CultureInfo.InvariantCulture)));
        }

        await OnGetAsync();
        return Refuse(new Problem(400, "Invalid", T["place.moment.wrong"], new Dictionary<string, string[]>
        {
            ["moment"] = [T["place.moment.wrong"]],
        }, null));
    }

    /// <summary>The page that one came from, in another region or at another moment.</summary>
    public string Back(string region, string? at = null)
    {
        var (path, query) = BackTo.IndexOf('?') is var cut and >= 0 ? (BackTo[..cut], BackTo[cut..]) : (BackTo, "");
        var kept = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query)
            .Where(q => q.Key is not ("region" or "at" or "page"))
            .SelectMany(q => q.Value.Select(v => (q.Key, (object?)v)));
        return Here.LinkTo(region, at ?? Here.AtText, path, [.. kept]);
    }
}
