using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Open311.Wire;

namespace RiderPlatform.Grievances.Open311.Services;

/// <summary>GET discovery: where the endpoint is, which forms it speaks, and how to get a key.</summary>
internal static class GetDiscovery
{
    private const string Specification = "http://wiki.open311.org/GeoReport_v2";

    public static async Task<IResult> HandleAsync(
        IOptions<Open311Options> options, ServiceAttributes attributes, IConfiguration configuration, GrievancesDb db,
        CancellationToken ct)
    {
        // Clients read services and definitions again when this moves on.
        var changed = await db.Set<CategoryVersionRow>().MaxAsync(v => (DateTimeOffset?)v.ChangedAt, ct);
        var changeset = changed > attributes.Changeset ? changed : attributes.Changeset;
        var url = options.Value.Url ?? $"{(configuration["Identity:Issuer"] ?? "").TrimEnd('/')}/open311/v2";
        return new WireAnswer(Node.Of("discovery",
            new Node("changeset", changeset),
            new Node("contact", options.Value.Contact),
            new Node("key_service", options.Value.KeyService),
            Node.List("endpoints", [Node.Of("endpoint",
                new Node("specification", Specification),
                new Node("url", url),
                new Node("changeset", changeset),
                new Node("type", "production"),
                Node.List("formats", [new Node("format", "text/xml"), new Node("format", "application/json")]))])));
    }
}
