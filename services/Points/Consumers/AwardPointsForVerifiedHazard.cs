using RiderPlatform.Contracts;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Consumers;

/// <summary>Awards whoever went to look at a resolved hazard, whatever they saw there; once an answer.</summary>
public sealed class AwardPointsForVerifiedHazard(AwardPosting posting) : IConsumeFacts<HazardVerified>
{
    public Task ConsumeAsync(IReadOnlyList<HazardVerified> facts, CancellationToken ct) => posting.PostAsync(
        RuleBook.VerifiedHazard, [.. facts.Select(f => new AwardItem(
            $"hazard:{f.AnswerId}", f.CaseId, f.RiderId, "隐患核验完成|Hazard checked", new RuleEvent(
                RuleBook.VerifiedHazard, RuleEvent.Reporter, f.Category, null, f.RegionCode, f.Points,
                f.OccurredAt)))], ct);
}
