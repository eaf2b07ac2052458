using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>A set of appeals that a number of the statistics counts; the list takes it by name.</summary>
public enum AppealFigure
{
    Filed,

    /// <summary>The platform has decided, whatever.</summary>
    Decided,
    PenaltyRevoked,
    PenaltyPartlyRevoked,
    PenaltyKept,

    /// <summary>Not answered in time: upheld for the rider.</summary>
    AppealUpheldBySilence,

    /// <summary>Without an outcome, and the case is open.</summary>
    Open,

    /// <summary>The case was closed without a decision: withdrawn by the rider, or merged.</summary>
    EndedOtherwise,

    /// <summary>Money was given back.</summary>
    Refunded,
    GreenChannel,
}

/// <summary>Filters of the list; each narrows what the scope lets through.</summary>
/// <param name="Figure">A set by name.</param>
/// <param name="Platform">Id of the platform company.</param>
/// <param name="Category">A reason, or a prefix of one.</param>
/// <param name="Warning">Id of the warning that they were marked with; <c>none</c>: with none.</param>
/// <param name="Region">Region prefix.</param>
/// <param name="From">Filed at this moment or later.</param>
/// <param name="To">Filed before it.</param>
public sealed record AppealFilter(
    string? Figure, string? Platform, string? Category, string? Warning, string? Region, string? From, string? To)
{
    private const string None = "none";

    internal (Func<IQueryable<AppealLine>, IQueryable<AppealLine>>? Narrow, ProblemHttpResult? Wrong) Read()
    {
        var read = new QueryReader();
        var (figure, platform) = (read.Enum<AppealFigure>(Figure, "figure"), read.Id(Platform, "platform"));
        var (category, region) = (read.Category(Category, "category"), read.Region(Region, "region"));
        var warning = Warning == None ? null : read.Id(Warning, "warning");
        var (from, to) = (read.Moment(From, "from"), read.Moment(To, "to"));
        return read.Invalid.Any ? (null, read.Invalid.ToProblem()) : (lines =>
        {
            lines = platform is null ? lines : lines.Where(l => l.Appeal.PlatformId == platform);
            lines = category is null ? lines
                : lines.Where(l => l.Case.Category == category || l.Case.Category.StartsWith(category + "."));
            lines = region is null ? lines : lines.Where(l => l.Appeal.RegionCode.StartsWith(region));
            lines = from is null ? lines : lines.Where(l => l.Appeal.FiledAt >= from);
            lines = to is null ? lines : lines.Where(l => l.Appeal.FiledAt < to);
            lines = warning is null ? lines : lines.Where(l => l.Appeal.WarningId == warning);
            lines = Warning == None ? lines.Where(l => l.Appeal.WarningId == null) : lines;
            return figure is { } wanted ? Of(lines, wanted) : lines;
        }, null);
    }

    internal static IQueryable<AppealLine> Of(IQueryable<AppealLine> lines, AppealFigure figure) => figure switch
    {
        AppealFigure.Decided => lines.Where(l => l.Appeal.DecidedBy != null),
        AppealFigure.PenaltyRevoked => lines.Where(l => l.Appeal.Outcome == AppealOutcome.PenaltyRevoked),
        AppealFigure.PenaltyPartlyRevoked => lines.Where(l => l.Appeal.Outcome == AppealOutcome.PenaltyPartlyRevoked),
        AppealFigure.PenaltyKept => lines.Where(l => l.Appeal.Outcome == AppealOutcome.PenaltyKept),
        AppealFigure.AppealUpheldBySilence =>
            lines.Where(l => l.Appeal.Outcome == AppealOutcome.AppealUpheldBySilence),
        AppealFigure.Open => lines.Where(l => l.Appeal.Outcome == null && l.Case.Open),
        AppealFigure.EndedOtherwise => lines.Where(l => l.Appeal.Outcome == null && !l.Case.Open),
        AppealFigure.Refunded =>
            lines.Where(l => l.Appeal.PenaltyKind == PenaltyKind.Money && l.Appeal.Returned > 0),
        AppealFigure.GreenChannel => lines.Where(l => l.Appeal.WarningId != null),
        _ => lines,
    };
}
