using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Statistics;

/// <summary>
/// Counts every figure of a set of cases, in all and broken down, in one statement: each case is read once and becomes
/// its place, category, unit and period with a bit for each figure; equal ones are counted by the database, and the
/// breakdowns are summed up here. So they agree with each other, and one more figure costs one more bit.
/// </summary>
/// <param name="from">The cases were reported from here</param>
/// <param name="to">to here.</param>
internal sealed class FigureReader(CaseFigures figures, DateTimeOffset from, DateTimeOffset to)
{
    /// <param name="cases">Those of an instant (<c>null</c>: as they stand), narrowed.</param>
    /// <param name="at">Null: now. Then the cases are read as they stand, which costs a third of putting them together
    /// from their events; where one of them was changed meanwhile they are read again as of the moment, so that the
    /// numbers are those of the moment whichever way they came.</param>
    /// <param name="regionDigits">Length of the region codes to break down by.</param>
    public async Task<Tallies> ReadAsync(
        Func<DateTimeOffset?, IQueryable<CaseRow>> cases, DateTimeOffset? at, int regionDigits, Period period,
        CancellationToken ct)
    {
        var groups = await GroupsAsync(cases(at), regionDigits, period, ct);
        if (at is null && groups.Exists(g => (g.Figures & FigureBits.Moved) != 0))
        {
            groups = await GroupsAsync(cases(figures.Moment), regionDigits, period, ct);
        }

        return new Tallies(
            SumOf(groups), By(groups, g => g.Region), By(groups, g => CategoryNames.TopOf(g.Category)),
            [.. groups.GroupBy(g => g.Unit).Select(g => KeyValuePair.Create(g.Key, SumOf(g)))],
            By(groups, g => g.Period));
    }

    private static SortedDictionary<TKey, Tally> By<TKey>(IEnumerable<Group> groups, Func<Group, TKey> key)
        where TKey : notnull => new(
            groups.GroupBy(key).ToDictionary(g => g.Key, SumOf),
            typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.Ordinal : null);

    private static Tally SumOf(IEnumerable<Group> groups)
    {
        var tally = new Tally();
        foreach (var group in groups)
        {
            tally.Add(group.Figures, group.Cases);
        }

        return tally;
    }

    private Task<List<Group>> GroupsAsync(
        IQueryable<CaseRow> cases, int regionDigits, Period period, CancellationToken ct) => cases
        .Select(Marked(regionDigits, period))
        .GroupBy(m => new { m.Region, m.Category, m.Unit, m.Period, m.Figures })
        .Select(g => new Group
        {
            Region = g.Key.Region, Category = g.Key.Category, Unit = g.Key.Unit, Period = g.Key.Period,
            Figures = g.Key.Figures, Cases = g.Count(),
        }).ToListAsync(ct);

    /// <summary><c>c => new Group { Region = …, Figures = (… ? 1 : 0) | (… ? 2 : 0) | … }</c></summary>
    private Expression<Func<CaseRow, Group>> Marked(int regionDigits, Period period)
    {
        var moment = figures.Moment;
        Expression<Func<CaseRow, bool>> moved = c =>
            c.ChangedAt > moment || (c.DueMovedAt != null && c.DueMovedAt > moment);
        Expression<Func<CaseRow, string>> region = c => c.RegionCode.Substring(0, regionDigits);
        var row = region.Parameters[0];
        Expression Of(LambdaExpression of) => new Rename(of.Parameters[0], row).Visit(of.Body);
        Expression Bit(Expression<Func<CaseRow, bool>> of, int bit) =>
            Expression.Condition(Of(of), Expression.Constant(bit), Expression.Constant(0));
        var bits = FigureBits.Counted.Select((f, i) => Bit(figures.Of(f), 1 << i)).Append(Bit(moved, FigureBits.Moved))
            .Aggregate(Expression.Or);
        MemberBinding Bind(string name, Expression value) =>
            Expression.Bind(typeof(Group).GetProperty(name)!, value);
        return Expression.Lambda<Func<CaseRow, Group>>(
            Expression.MemberInit(
                Expression.New(typeof(Group)), Bind(nameof(Group.Region), region.Body),
                Bind(nameof(Group.Category), Expression.Property(row, nameof(CaseRow.Category))),
                Bind(nameof(Group.Unit), Expression.Property(row, nameof(CaseRow.UnitId))),
                Bind(nameof(Group.Period), Of(Periods.Of(period, from, to))), Bind(nameof(Group.Figures), bits)),
            row);
    }

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    internal sealed class Group
    {
        public string Region { get; init; } = "";

        public string Category { get; init; } = "";

        public Guid? Unit { get; init; }

        public int Period { get; init; }

        public int Figures { get; init; }

        public int Cases { get; init; }
    }
}
