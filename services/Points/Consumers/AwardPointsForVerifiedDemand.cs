using RiderPlatform.Contracts;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Consumers;

/// <summary>Awards each rider whose volunteer work the community accepted; once a claim.</summary>
public sealed class AwardPointsForVerifiedDemand(AwardPosting posting) : IConsumeFacts<DemandVerified>
{
    public Task ConsumeAsync(IReadOnlyList<DemandVerified> facts, CancellationToken ct) => posting.PostAsync(
        RuleBook.VerifiedDemand, [.. facts.Select(f => new AwardItem(
            $"demand:{f.ClaimId}", f.DemandId, f.RiderId, "志愿服务已核实|Volunteer work verified", new RuleEvent(
                RuleBook.VerifiedDemand, RuleEvent.Reporter, f.Kind, null, f.RegionCode, f.Points, f.DoneAt)))], ct);
}
