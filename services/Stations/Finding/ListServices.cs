using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.Stations.Domain;

namespace RiderPlatform.Stations.Finding;

/// <summary>What stations offer, for anyone to choose from: the basic five first, then the most common.</summary>
internal static class ListServices
{
    /// <param name="Stations">Active stations that have it.</param>
    public sealed record Item(string Code, string NameZh, string NameEn, bool Basic, int Stations);

    public sealed record Answer(IReadOnlyList<Item> Items);

    public static Results<Ok<Answer>, ProblemHttpResult> Handle(StationSnapshot snapshot)
    {
        if (snapshot.Stations is not { } stations)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var offered = stations.Items.SelectMany(f => f.Station.Services).Where(s => s.Available)
            .GroupBy(s => s.Code).ToDictionary(g => g.Key, g => g.ToList());
        var basic = Offering.Basic.Select(b => Of(b.Key, b.Value, offered.GetValueOrDefault(b.Key)?.Count ?? 0));
        var others = offered.Where(o => !Offering.Basic.ContainsKey(o.Key))
            .OrderByDescending(o => o.Value.Count).ThenBy(o => o.Key, StringComparer.Ordinal)
            .Select(o => Of(o.Key, CommonName(o.Value), o.Value.Count));
        return TypedResults.Ok(new Answer([.. basic, .. others]));
    }

    /// <summary>Stations name a service of their own as they like.</summary>
    private static string CommonName(List<Offering> services) => services.GroupBy(s => s.Name)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;

    private static Item Of(string code, string name, int stations)
    {
        var (zh, en) = Offering.Words(name);
        return new Item(code, zh, en, Offering.Basic.ContainsKey(code), stations);
    }
}
