using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Warnings;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>An appeal as everybody sees it who may: of the rider it has nothing but the order's number.</summary>
/// <param name="Version">Of the case; the answer carries it.</param>
/// <param name="PenaltyAmount">Fen, points or days, by the kind; null where the rider could not say.</param>
/// <param name="GreenChannel">It lies inside a weather warning.</param>
/// <param name="AnswerDueAt">When the platform must have answered; null once it is not the platform's move.</param>
/// <param name="Outcome">
/// PenaltyRevoked, PenaltyPartlyRevoked and PenaltyKept are the platform's decisions on the penalty;
/// AppealUpheldBySilence: it said nothing in time, and the appeal is upheld for the rider. Null: still open.
/// </param>
/// <param name="Returned">Given back: fen, points or days.</param>
/// <param name="Mine">The reader is the rider who appealed.</param>
public sealed record AppealView(
    Guid Id, string Number, CaseStatus Status, int Version, Severity Severity, TakeStep.UnitRef Platform,
    string OrderReference, string Category, Wording CategoryName, PenaltyKind PenaltyKind, long? PenaltyAmount,
    DateTimeOffset OrderFrom, DateTimeOffset OrderTo, string RegionCode, string? RegionName, double? Longitude,
    double? Latitude, string Text, bool GreenChannel, AppealView.WarningRef? Warning, DateTimeOffset FiledAt,
    DateTimeOffset? AnswerDueAt, bool Late, AppealOutcome? Outcome, Wording? OutcomeName, long? Returned,
    string? Reason, DateTimeOffset? DecidedAt, bool Mine)
{
    public sealed record WarningRef(Guid Id, WarningLevel Level, Wording LevelName, string? Headline);

    /// <summary>The rider's evidence and the platform's; only of a single appeal whose case the reader sees.</summary>
    public IReadOnlyList<GetCase.Photo> Photos { get; init; } = [];

    internal static AppealView Of(
        AppealLine line, Scope scope, RoutingSnapshot snapshot, IReadOnlyDictionary<Guid, string?>? headlines,
        DateTimeOffset now)
    {
        var (a, c) = (line.Appeal, line.Case);
        var due = a.Outcome is null && c is { Open: true, UnitDoneAt: null } ? c.UnitDueAt : null;
        return new AppealView(
            c.Id, c.Number, c.Status, c.Version, c.Severity,
            new(a.PlatformId, snapshot.Units.GetValueOrDefault(a.PlatformId)?.Name ?? ""), a.OrderReference,
            c.Category, CategoryNames.Of(c.Category, snapshot.Categories), a.PenaltyKind, a.PenaltyAmount,
            a.OrderFrom, a.OrderTo, c.RegionCode, snapshot.Regions.NameOf(c.RegionCode), c.Longitude, c.Latitude,
            c.Text, a.WarningId is not null, WarningOf(a, headlines), a.FiledAt, due, due <= now, a.Outcome,
            a.Outcome is { } outcome ? AppealWords.Outcome(outcome) : null, a.Returned, a.Reason, a.DecidedAt,
            CaseAccess.IsOwn(c, scope));
    }

    private static WarningRef? WarningOf(AppealRow a, IReadOnlyDictionary<Guid, string?>? headlines) =>
        a is { WarningId: { } id, WarningLevel: { } level }
            ? new(id, level, WarningLevels.Said(level), headlines?.GetValueOrDefault(id)) : null;
}
