using System.Data;
using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Statistics;

/// <summary>What one row of the statistics counts: a number for each <see cref="CaseFigure"/>.</summary>
internal sealed class Tally
{
    public string Key { get; init; } = "";

    public int[] Counts { get; init; } = [];

    public int this[CaseFigure figure] => Counts[(int)figure];

    public static Tally Sum(string key, IEnumerable<Tally> parts) => new()
    {
        Key = key,
        Counts = parts.Aggregate(new int[Enum.GetValues<CaseFigure>().Length], (sum, part) =>
            [.. sum.Zip(part.Counts, (a, b) => a + b)]),
    };
}

internal sealed record Tallies(
    Tally Total, IReadOnlyList<Tally> ByRegion, IReadOnlyList<Tally> ByCategory, IReadOnlyList<Tally> ByDay);

/// <summary>Counts every figure of a set of cases, in all and broken down, from one state of the database.</summary>
internal sealed class FigureReader(GrievancesDb db, CaseFigures figures)
{
    private static readonly TimeSpan China = ChinaTime.Offset;

    /// <param name="cases">As they stood at the moment of <c>figures</c>.</param>
    /// <param name="regionDigits">Length of the region codes to break down by.</param>
    public async Task<Tallies> ReadAsync(IQueryable<CaseRow> cases, int regionDigits, CancellationToken ct)
    {
        // The breakdowns of one answer must agree with each other.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var regions = await ByAsync(cases, c => c.RegionCode.Substring(0, regionDigits), key => key, ct);
        var categories = await ByAsync(cases, c => c.Category, key => key, ct);
        var days = await ByAsync(
            cases, c => DateOnly.FromDateTime((c.ReportedAt + China).UtcDateTime),
            day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ct);
        var groups = categories.GroupBy(t => CategoryNames.TopOf(t.Key)).Select(g => Tally.Sum(g.Key, g));
        return new Tallies(
            Tally.Sum("", regions), Ordered(regions), Ordered(groups), Ordered(days));
    }

    private static List<Tally> Ordered(IEnumerable<Tally> tallies) =>
        [.. tallies.OrderBy(t => t.Key, StringComparer.Ordinal)];

    private async Task<List<Tally>> ByAsync<TKey>(
        IQueryable<CaseRow> cases, Expression<Func<CaseRow, TKey>> key, Func<TKey, string> name, CancellationToken ct)
    {
        var groups = await cases.GroupBy(key).Select(Counting<TKey>()).ToListAsync(ct);
        return [.. groups.Select(g => new Tally { Key = name(g.Key), Counts = g.Counts })];
    }

    /// <summary><c>g => new Group { Key = g.Key, Counts = new[] { g.Count(…), … } }</c></summary>
    private Expression<Func<IGrouping<TKey, CaseRow>, Group<TKey>>> Counting<TKey>()
    {
        var group = Expression.Parameter(typeof(IGrouping<TKey, CaseRow>), "g");
        var counts = Enum.GetValues<CaseFigure>().Select(f => Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Count), [typeof(CaseRow)], group, figures.Of(f)));
        return Expression.Lambda<Func<IGrouping<TKey, CaseRow>, Group<TKey>>>(
            Expression.MemberInit(
                Expression.New(typeof(Group<TKey>)),
                Expression.Bind(typeof(Group<TKey>).GetProperty(nameof(Group<>.Key))!,
                    Expression.Property(group, nameof(IGrouping<,>.Key))),
                Expression.Bind(typeof(Group<TKey>).GetProperty(nameof(Group<>.Counts))!,
                    Expression.NewArrayInit(typeof(int), counts))),
            group);
    }

    private sealed class Group<TKey>
    {
        public TKey Key { get; init; } = default!;

        public int[] Counts { get; init; } = [];
    }
}
