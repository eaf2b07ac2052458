using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Registration;

/// <summary>
/// Checks what a station refers to against the copies: the organisations exist and are active, the region exists.
/// </summary>
internal static class References
{
    public static async Task CheckAsync(StationsDb db, StationDetails details, Invalid invalid, CancellationToken ct)
    {
        Guid[] organisations = [details.OrganisationId, .. details.CoBuilders];
        var active = await db.Organisations.Where(o => organisations.Contains(o.Id) && o.Active).Select(o => o.Id)
            .ToListAsync(ct);
        var regionKnown = await db.Regions.AnyAsync(r => r.Code == details.RegionCode, ct);
        var absent = details.CoBuilders.Except(active).ToList();
        invalid.When(!active.Contains(details.OrganisationId), "organisationId",
            "没有这个单位，或它已撤销。", "There is no such organisation, or it was dissolved.")
            .When(absent.Count > 0, "coBuilders", $"没有这些单位，或已撤销：{string.Join("、", absent)}。",
                "Not there, or dissolved.")
            .When(!regionKnown, "regionCode", "没有这个区划代码。", "There is no such region.");
    }
}
