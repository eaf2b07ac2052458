namespace RiderPlatform.EndToEnd.Tests.Crash;

/// <summary>What one client was told about one case.</summary>
public sealed record Told(string Marker, Guid? CaseId, Stage Stage);

/// <summary>What the platform holds afterwards.</summary>
/// <param name="Cases">Id, text and status of every case whose text is a marker.</param>
/// <param name="Awards">The case of every award entry, as often as there are entries.</param>
/// <param name="Imbalances">Balances that are not the sum of their entries; a ledger that does not hold.</param>
public sealed record Held(
    IReadOnlyList<(Guid Id, string Marker, string Status)> Cases, IReadOnlyList<Guid> Awards,
    IReadOnlyList<string> Imbalances);

/// <summary>Compares what clients were told with what is held. Pure, so that it can be seen to fail.</summary>
public sealed record Findings(
    int Attempted, int Acknowledged, int Recovered, IReadOnlyList<string> Lost, IReadOnlyList<string> Unexpected,
    IReadOnlyList<string> Duplicated, IReadOnlyList<string> NotAwarded, IReadOnlyList<string> AwardedTwice,
    IReadOnlyList<string> Imbalances)
{
    public bool AreClean => new[] { Lost, Unexpected, Duplicated, NotAwarded, AwardedTwice, Imbalances }
        .All(found => found.Count == 0);

    public static Findings Of(IReadOnlyCollection<Told> told, Held held, int recovered = 0)
    {
        var cases = held.Cases.ToLookup(c => c.Marker);
        var awards = held.Awards.CountBy(id => id).ToDictionary();
        var markers = told.Select(t => t.Marker).ToHashSet();
        var closed = held.Cases.Where(c => c.Status == "Closed" && markers.Contains(c.Marker)).ToList();
        return new Findings(
            told.Count,
            told.Count(t => t.Stage > Stage.Nothing),
            recovered,
            [.. told.Where(t => t.Stage > Stage.Nothing && !cases[t.Marker].Any(c => Holds(c, t))).Select(Show)],
            [.. held.Cases.Where(c => !markers.Contains(c.Marker)).Select(c => c.Marker)],
            [.. cases.Where(c => c.Count() > 1).Select(c => c.Key)],
            [.. closed.Where(c => !awards.ContainsKey(c.Id)).Select(c => c.Marker)],
            [.. closed.Where(c => awards.GetValueOrDefault(c.Id) > 1).Select(c => c.Marker)],
            held.Imbalances);
    }

    public override string ToString() =>
        $"attempted {Attempted}, acknowledged {Acknowledged}, recovered {Recovered}, " +
        $"lost [{Join(Lost)}], unexpected [{Join(Unexpected)}], duplicated [{Join(Duplicated)}], " +
        $"not awarded [{Join(NotAwarded)}], awarded twice [{Join(AwardedTwice)}], imbalances [{Join(Imbalances)}]";

    private static bool Holds((Guid Id, string Marker, string Status) held, Told told) =>
        held.Id == told.CaseId && (held.Status == "Dispatched"
            ? told.Stage <= Stage.Reported
            : Enum.TryParse<Stage>(held.Status, out var reached) && reached >= told.Stage);

    private static string Show(Told told) => $"{told.Marker} told {told.Stage}";

    private static string Join(IEnumerable<string> items) => string.Join("; ", items);
}
