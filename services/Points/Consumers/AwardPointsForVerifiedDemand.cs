using RiderPlatform.Contracts;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Lots;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Consumers;

/// <summary>Awards what a demand promised to each rider whose work the community accepted; once a claim.</summary>
public sealed class AwardPointsForVerifiedDemand(PointsDb db, AwardMetrics metrics, LotLife life, TimeProvider time)
    : IConsumeFacts<DemandVerified>
{
    public Task ConsumeAsync(IReadOnlyList<DemandVerified> facts, CancellationToken ct) => TaskAwards.PostAsync(
        db, metrics, life, RuleBook.VerifiedDemand, facts.Select(f => new TaskAward(
            $"demand:{f.ClaimId}", f.DemandId, f.RiderId, f.Kind, "志愿服务已核实|Volunteer work verified", f.RegionCode,
            RuleBook.DayOf(f.DoneAt), f.Points)), time.GetUtcNow(), ct);
}
