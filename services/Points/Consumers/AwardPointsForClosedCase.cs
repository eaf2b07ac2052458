using RiderPlatform.Contracts;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Consumers;

/// <summary>
/// Awards the rider of each solved clue, once for a case whatever is delivered again, reopened or closed anew. A clue
/// that was closed otherwise is decided as well, and gives nothing: once for each time it was closed, so that one that
/// is taken up again and solved still earns its points.
/// </summary>
public sealed class AwardPointsForClosedCase(AwardPosting posting) : IConsumeFacts<CaseClosed>
{
    private const string Solved = "Solved";
    private const string Clue = "Clue";

    public Task ConsumeAsync(IReadOnlyList<CaseClosed> facts, CancellationToken ct) => posting.PostAsync(
        RuleBook.SolvedCase, [.. facts.Where(f => f is { Kind: Clue, RiderId: not null }).Select(ItemOf)], ct);

    private static AwardItem ItemOf(CaseClosed f)
    {
        var key = $"closed:{f.CaseId}:{RuleBook.SolvedCase}";
        var item = new AwardItem(f.Outcome == Solved ? key : $"{key}:v{f.CaseVersion}", f.CaseId, f.RiderId!.Value,
            f.Severity, new RuleEvent(
                RuleBook.SolvedCase, RuleEvent.Reporter, f.Category, f.Severity, f.RegionCode, null, f.ReportedAt));
        return item with { Nothing = f.Outcome == Solved ? null : Enum.Parse<AwardOutcome>(f.Outcome) };
    }
}
