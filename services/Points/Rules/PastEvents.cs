using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Figures;

namespace RiderPlatform.Points.Rules;

/// <summary>What was decided, as the events that it was decided about.</summary>
internal static class PastEvents
{
    internal sealed record Past(
        Guid RiderId, string Rule, string Key, string Category, string Severity, string RegionCode, DateOnly Day,
        DateTimeOffset? DoneAt, long? Promised, long Wanted, long Points, string Outcome)
    {
        /// <summary>A clue that was closed without being solved: no rule gives anything for it.</summary>
        public bool Unsolved => Outcome is nameof(AwardOutcome.Duplicate) or nameof(AwardOutcome.Unfounded)
            or nameof(AwardOutcome.Withdrawn) or nameof(AwardOutcome.Rejected);

        /// <summary>Decisions from before rule sets know the day alone, and of a task what it was worth.</summary>
        public RuleEvent ToEvent() => new(
            Rule, Key.StartsWith("joined:", StringComparison.Ordinal) ? RuleEvent.Joiner : RuleEvent.Reporter,
            Category, Rule == RuleBook.SolvedCase ? Severity : null, RegionCode,
            Rule == RuleBook.SolvedCase ? null : Promised ?? Wanted, DoneAt ?? DayFigures.StartOf(Day));
    }

    /// <summary>In the order in which they were decided.</summary>
    public static IAsyncEnumerable<Past> OfAsync(PointsDb db, DateOnly from, DateOnly to)
    {
        var rules = RuleBook.Events.ToArray();
        return db.Database.SqlQuery<Past>($"""
            select rider_id as "RiderId", rule as "Rule", key as "Key", category as "Category",
                severity as "Severity", region_code as "RegionCode", day as "Day", done_at as "DoneAt",
                promised as "Promised", wanted as "Wanted", points as "Points", outcome as "Outcome"
            from award_decision where day between {from} and {to} and rule = any({rules})
            order by decided_at, transfer_id
            """).AsAsyncEnumerable();
    }

    /// <summary>Of all riders who are anything but riders.</summary>
    public static async Task<Dictionary<Guid, Standing>> StandingsAsync(PointsDb db, CancellationToken ct) =>
        (await db.Riders.AsNoTracking().Where(r => r.IsMember || r.Posts != null)
            .Select(r => new { r.Id, r.IsMember, r.Posts }).ToListAsync(ct))
        .ToDictionary(r => r.Id, r => new Standing(r.IsMember, RuleJson.PostsOf(r.Posts)));
}
