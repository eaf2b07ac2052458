using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Forms;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Console.Pages.Digest;

/// <summary>A week of the region that the page looks at; handlers read their unit's.</summary>
public sealed class IndexModel : ConsolePage
{
    /// <summary>Who reads a region's.</summary>
    internal static readonly string[] Regional =
        [Roles.Secretary, Roles.Dispatcher, Roles.Supervisor, Roles.Leader, Roles.Administrator];

    [BindProperty(SupportsGet = true)]
    public string? Week { get; set; }

    public Answer<Governance.Digest> Digest { get; private set; }

    public async Task OnGetAsync() => Digest = await Api.GetAsync<Governance.Digest>(
        PlatformApi.Path("/api/v1/digests", ("region", Me.Has(Regional) ? Here.Region : null), ("week", Week)),
        Aborted);

    public string Link(string? week) => Here.Link("/console/digest", ("week", week));

    /// <summary>The page that shows the list of a number; of a running week, as it is now.</summary>
    public static string HrefOf(Governance.Number number, bool final, Place here)
    {
        var at = number.List.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = (number.List[..at], QueryHelpers.ParseQuery(number.List[at..]));
        var entries = path.EndsWith("/entries", StringComparison.Ordinal);
        var moment = entries || !final || !DateTimeOffset.TryParse(
            query["at"], System.Globalization.CultureInfo.InvariantCulture, out var then) ? here.AtText
            : ChinaTime.Local(then);
        var region = query.TryGetValue("region", out var given) ? given.ToString() : here.Region;
        return here.LinkTo(region, moment, entries ? "/console/digest/entries" : "/console/cases",
            [.. query.Where(q => q.Key is not ("region" or "at")).Select(q => (q.Key, (object?)q.Value.ToString()))]);
    }
}
