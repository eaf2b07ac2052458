using RiderPlatform.Contracts;
using RiderPlatform.Points.Awards;
using RiderPlatform.Points.Domain;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Points.Consumers;

/// <summary>
/// Awards the rider of each solved clue, and whoever had joined it as the rules say, once for a case whatever is
/// delivered again, reopened or closed anew. A clue
/// that was closed otherwise is decided as well, and gives nothing: once for each time it was closed, so that one that
/// is taken up again and solved still earns its points.
/// </summary>
public sealed class AwardPointsForClosedCase(AwardPosting posting) : IConsumeFacts<CaseClosed>
{
    private const string Solved = "Solved";
    private const string Clue = "Clue";

    public Task ConsumeAsync(IReadOnlyList<CaseClosed> facts, CancellationToken ct) => posting.PostAsync(
        RuleBook.SolvedCase, [.. facts.Where(f => f.Kind == Clue).SelectMany(ItemsOf)], ct);

    private static IEnumerable<AwardItem> ItemsOf(CaseClosed f) => [
        .. f.RiderId is null ? Array.Empty<AwardItem>() : [ItemOf(f)],
        .. f.Outcome == Solved ? f.Joiners.Distinct().Where(j => j != f.RiderId).Select(j => new AwardItem(
            $"joined:{f.CaseId}:{j}", f.CaseId, j, f.Severity, EventOf(f, RuleEvent.Joiner))) : []];

    private static AwardItem ItemOf(CaseClosed f)
    {
        var key = $"closed:{f.CaseId}:{RuleBook.SolvedCase}";
        var item = new AwardItem(f.Outcome == Solved ? key : $"{key}:v{f.CaseVersion}", f.CaseId, f.RiderId!.Value,
            f.Severity, EventOf(f, RuleEvent.Reporter));
        return item with { Nothing = f.Outcome == Solved ? null : Enum.Parse<AwardOutcome>(f.Outcome) };
    }

    private static RuleEvent EventOf(CaseClosed f, string role) =>
        new(RuleBook.SolvedCase, role, f.Category, f.Severity, f.RegionCode, null, f.ReportedAt);
}
