using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Digests;

internal static class DigestRoutes
{
    public static void MapDigests(this RouteGroupBuilder api)
    {
        var digests = api.MapGroup("/digests").WithTags("Digests");
        digests.MapGet("", GetDigest.HandleAsync).WithName("GetDigest")
            .WithSummary("每周简报：按日汇集、按周汇总，每个数字可查明细。 A week of a region or unit, every number with its list.")
            .ForRoles(DigestAccess.Readers).WithExampleParameter("region", "510104")
            .WithExampleParameter("week", "2026-W47");
        digests.MapGet("/entries", ListDigestEntries.HandleAsync).WithName("ListDigestEntries")
            .WithSummary("简报数字的明细。 What a number of a digest counts.").ForRoles(DigestAccess.Readers)
            .WithExampleParameter("figure", "Closed").WithExampleParameter("region", "510104");
    }
}
