using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Organisations.Regions;

/// <summary>The regions that the service ships with, unless this very file is in already.</summary>
internal sealed class SeedRegions(OrganisationsDb db, ImportRegions import) : ISeed
{
    public async Task SeedAsync(CancellationToken ct)
    {
        var hash = RegionFile.ShippedHash();
        if (!await db.Set<RegionImportRow>().AnyAsync(r => r.FileHash == hash, ct))
        {
            await import.RunAsync(RegionFile.FromShipped(), ct);
        }
    }
}
