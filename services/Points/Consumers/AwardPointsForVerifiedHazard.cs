using RiderPlatform.Contracts;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Lots;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Consumers;

/// <summary>Awards whoever went to look at a resolved hazard, whatever they saw there; once an answer.</summary>
public sealed class AwardPointsForVerifiedHazard(PointsDb db, AwardMetrics metrics, LotLife life, TimeProvider time)
    : IConsumeFacts<HazardVerified>
{
    public Task ConsumeAsync(IReadOnlyList<HazardVerified> facts, CancellationToken ct) => TaskAwards.PostAsync(
        db, metrics, life, RuleBook.VerifiedHazard, facts.Select(f => new TaskAward(
            $"hazard:{f.AnswerId}", f.CaseId, f.RiderId, f.Category, "隐患核验完成|Hazard checked", f.RegionCode,
            RuleBook.DayOf(f.OccurredAt), f.Points)), time.GetUtcNow(), ct);
}
