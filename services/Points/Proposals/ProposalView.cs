namespace RiderPlatform.Points.Proposals;

/// <param name="Mine">The caller asked it, and so cannot decide it.</param>
/// <param name="Taken">What a clawback took at once.</param>
/// <param name="Owed">What it left as a debt.</param>
public sealed record ProposalView(
    Guid Id, ProposalKind Kind, Guid RiderId, string RegionCode, long Points, Guid? AwardId, string Reason,
    string Source, ProposalStatus Status, bool Mine, DateTimeOffset AskedAt, DateTimeOffset? DecidedAt,
    string? DecisionReason, long Taken, long Owed)
{
    internal static ProposalView Of(Proposal p, Guid caller, long owed) => new(
        p.Id, p.Kind, p.RiderId, p.RegionCode, p.Points, p.AwardId, p.Reason, p.Source, p.Status, p.AskedBy == caller,
        p.AskedAt, p.DecidedAt, p.DecisionReason, p.Taken, owed);
}
