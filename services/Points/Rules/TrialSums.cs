using RiderPlatform.Points.Funds;

namespace RiderPlatform.Points.Rules;

/// <summary>Adds up what a dry run gives beside what was given.</summary>
internal sealed class TrialSums
{
    private readonly Dictionary<(string Event, string Region), (long Events, long Was, long WouldBe)> _parts = [];
    private readonly Dictionary<Guid, (long Was, long WouldBe)> _riders = [];
    private readonly Dictionary<Guid, (Fund Fund, long Fen)> _funds = [];

    public void Add(PastEvents.Past past, long points, Fund? fund)
    {
        var part = (past.Rule, past.RegionCode[..Math.Min(6, past.RegionCode.Length)]);
        var (events, was, wouldBe) = _parts.GetValueOrDefault(part);
        _parts[part] = (events + 1, was + past.Points, wouldBe + points);
        var rider = _riders.GetValueOrDefault(past.RiderId);
        _riders[past.RiderId] = (rider.Was + past.Points, rider.WouldBe + points);
        if (fund is not null)
        {
            var (_, fen) = _funds.GetValueOrDefault(fund.Id);
            _funds[fund.Id] = (fund, fen + ((points - past.Points) * fund.FenPerPoint));
        }
    }

    public TryRules.Answer ToAnswer(DateOnly from, DateOnly to, int named, IReadOnlyDictionary<Guid, long> left)
    {
        var changes = _riders.Where(r => r.Value.Was != r.Value.WouldBe)
            .Select(r => new TryRules.Change(r.Key, r.Value.Was, r.Value.WouldBe))
            .OrderBy(c => c.WouldBe - c.Was).ThenBy(c => c.RiderId).ToList();
        var losing = changes.Count(c => c.WouldBe < c.Was);
        return new TryRules.Answer(
            from, to, _parts.Values.Sum(p => p.Events), _parts.Values.Sum(p => p.Was),
            _parts.Values.Sum(p => p.WouldBe),
            [.. _parts.OrderBy(p => p.Key.Event, StringComparer.Ordinal)
                .ThenBy(p => p.Key.Region, StringComparer.Ordinal).Select(p => new TryRules.Part(
                    p.Key.Event, p.Key.Region, p.Value.Events, p.Value.Was, p.Value.WouldBe))],
            changes.Count - losing, losing,
            [.. changes.Skip(losing).Reverse().Take(named)], [.. changes.Take(Math.Min(losing, named))],
            [.. _funds.Values.OrderBy(f => f.Fund.RegionCode, StringComparer.Ordinal).Select(f =>
                new TryRules.FundEffect(f.Fund.Id, f.Fund.Name, f.Fen, left.GetValueOrDefault(f.Fund.Id)))]);
    }
}
