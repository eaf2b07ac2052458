using System.Security.Cryptography;
using System.Text;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Open311.Services;
using RiderPlatform.Grievances.Open311.Wire;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Open311.Requests;

/// <summary>A request as its sender meant it, checked field by field.</summary>
internal sealed record PublicReport(
    Open311KeyRow Key, Category Category, string? Description, string? Address, string[] MediaUrls,
    AttributeAnswers Answers, string? IdempotencyKey, Guid ContentHash)
{
    private static readonly string[] NotContent = ["api_key", "jurisdiction_id"];

    /// <summary>
    /// What whoever works on the case reads: everything that was sent about the place and the matter, in one text.
    /// </summary>
    public string StaffText() => string.Join('\n', new[]
        {
            Description ?? Category.NameZh, Address is null ? null : $"地址：{Address}",
        }.OfType<string>().Concat(Answers.Lines()).Concat(MediaUrls.Select(u => $"图片链接：{u}")));

    /// <summary>
    /// Over names in order, because some clients send a repeat in another order; a text's length tells where it ends.
    /// What is not stored counts too: the same words of another person are another report.
    /// </summary>
    public static Guid HashOf(Sent sent)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in sent.All.Where(p => !NotContent.Contains(p.Key))
            .OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            foreach (var value in values)
            {
                text.Append(name.Length).Append(':').Append(name).Append(value?.Length ?? 0).Append(':').Append(value);
            }
        }

        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}

/// <summary>
/// Where a request lies: by position as a rider's report; by <c>address_id</c>, which is a region code here; by the
/// names of regions in <c>address_string</c>, and the key's whole region where it names none: a dispatcher decides.
/// </summary>
internal static class PublicPlace
{
    /// <param name="region">What the key may report in.</param>
    public static FoundRegion? Find(
        RoutingSnapshot snapshot, Position? position, string? address, string? addressId, string region)
    {
        var named = addressId is not null && snapshot.Regions.IsKnown(addressId) ? addressId : null;
        if (snapshot.Regions.Find(position, named) is { } found)
        {
            return found;
        }

        return address is null ? null : new FoundRegion(NamedIn(snapshot.Regions, address, region), "Named", []);
    }

    /// <summary>From the region downwards as long as just one of its parts is named.</summary>
    private static string NamedIn(RegionFinder regions, string address, string region)
    {
        while (regions.ChildrenOf(region).Where(c => regions.OwnNameOf(c) is { Length: > 1 } name
            && address.Contains(name, StringComparison.Ordinal)).Take(2).ToList() is [var part])
        {
            region = part;
        }

        return region;
    }
}
