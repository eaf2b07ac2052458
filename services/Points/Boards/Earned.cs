using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Boards;

/// <summary>
/// Points that a rider was given for one thing, or that were taken back of it: a row of the view <c>earned</c>. The sum
/// of a rider's rows is what the rider earned, whatever was spent or has ended since.
/// </summary>
public sealed class Earned
{
    /// <summary>The award's transfer, or the clawback.</summary>
    public required Guid Id { get; init; }

    public required EarnedKind Kind { get; init; }

    public required Guid RiderId { get; init; }

    public required string Rule { get; init; }

    public required int RuleVersion { get; init; }

    /// <summary>The line of the rules that spoke; null where none did.</summary>
    public string? Line { get; init; }

    public required string Category { get; init; }

    /// <summary>A case's severity, or what it was as <c>中文|English</c>; of a clawback, why.</summary>
    public required string Subject { get; init; }

    /// <summary>Where the thing was done; also of its clawback.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Below zero where an award was taken back: all of it, however much was still there.</summary>
    public required long Points { get; init; }

    /// <summary>When the ledger posted it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Case, demand or proposal.</summary>
    public required Guid Reference { get; init; }

    /// <summary>The award that it is, or that it takes back.</summary>
    public required Guid AwardId { get; init; }

    internal static IQueryable<Earned> Of(PointsDb db, Scope scope, string region, BoardPeriod period)
    {
        var (start, end, asOf) = (period.Start, period.End, period.AsOf);
        return db.Set<Earned>().AsNoTracking()
            .Where(scope.Covers<Earned>(e => e.RegionCode, e => null, RidersInScope.Staff))
            .Where(e => e.At >= start && e.At < end && e.At <= asOf && e.RegionCode.StartsWith(region));
    }

    /// <summary>What the rows are counted by.</summary>
    internal static Expression<Func<Earned, string>> KeyOf(EarnedBy by, string region)
    {
        var length = region.Length switch { 0 => 2, 2 => 4, 4 => 6, 6 => 9, _ => 12 };
        return by switch
        {
            EarnedBy.Line => e => e.Rule + "/" + (e.Line ?? ""),
            EarnedBy.Category => e => e.Category,
            EarnedBy.Region => e => e.RegionCode.Substring(0, length),
            _ => e => e.Rule,
        };
    }
}

public enum EarnedKind
{
    Award,
    Clawback,
}

public enum EarnedBy
{
    /// <summary>The kind of event: <c>solved-case</c>, <c>verified-demand</c> …</summary>
    Rule,

    /// <summary>The line of the rules, as <c>rule/line</c>.</summary>
    Line,

    /// <summary>The category of the case or demand.</summary>
    Category,

    /// <summary>The next smaller regions.</summary>
    Region,
}
