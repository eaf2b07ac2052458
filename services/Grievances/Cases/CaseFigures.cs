using System.Linq.Expressions;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// What belongs to a figure at a moment, as predicates for the database: lists and statistics count by the same ones.
/// </summary>
internal sealed class CaseFigures(ClockLimits limits, DateTimeOffset now)
{
    private readonly Span3 _unit = new(limits, l => l.Unit);
    private readonly Span3 _rider = new(limits, l => l.Rider);

    public Expression<Func<CaseRow, bool>> Of(CaseFigure figure) => figure switch
    {
        CaseFigure.Registered => c => true,
        CaseFigure.Open => c => c.Open,
        CaseFigure.Closed => c => !c.Open,
        CaseFigure.ResponseDue => Or(c => c.FirstAcceptedAt != null, And(NotVoid, Past(_unit))),
        CaseFigure.Responded => Responded(_unit),
        CaseFigure.ResponseExcluded => Not(CaseFigure.ResponseDue),
        CaseFigure.OnTimeDue => Or(Solved, And(c => c.Status != CaseStatus.Closed, Past(_rider))),
        CaseFigure.OnTime => And(Solved, ClosedWithin(_rider)),
        CaseFigure.OnTimeExcluded => Not(CaseFigure.OnTimeDue),
        CaseFigure.ResolutionDue => And(NotVoid, Past(_rider)),
        CaseFigure.ResolutionClosed => And(Solved, Past(_rider)),
        CaseFigure.ResolutionExcluded => Not(CaseFigure.ResolutionDue),
        CaseFigure.Answered => c => c.Satisfied != null,
        CaseFigure.Satisfied => c => c.Satisfied == true,
        CaseFigure.NotAnswered => c => c.Satisfied == null,
        CaseFigure.EverDispatched => c => c.UnitId != null || c.Returns > 0,
        CaseFigure.Returned => c => c.Returns > 0,
        CaseFigure.NeverDispatched => c => c.UnitId == null && c.Returns == 0,
        CaseFigure.EverClosed => c => c.Status == CaseStatus.Closed || c.Reopenings > 0,
        CaseFigure.Reopened => c => c.Reopenings > 0,
        _ => c => c.Status != CaseStatus.Closed && c.Reopenings == 0,
    };

    /// <summary>Either clock runs and is past its limit.</summary>
    public Expression<Func<CaseRow, bool>> Overdue()
    {
        var (major, ordinary, minor) = (now - _unit.Major, now - _unit.Ordinary, now - _unit.Minor);
        Expression<Func<CaseRow, bool>> unit = c => c.UnitSince != null && c.UnitDoneAt == null
            && c.UnitSince <= (c.Severity == Severity.Major ? major
                : c.Severity == Severity.Ordinary ? ordinary : minor);
        return Or(unit, And(c => c.Status != CaseStatus.Closed, Past(_rider)));
    }

    /// <summary>When the first of the running clocks is due; the rider's where none runs.</summary>
    public Expression<Func<CaseRow, DateTimeOffset>> DueAt()
    {
        var (unit, rider) = (_unit, _rider);
        return c => c.UnitSince != null && c.UnitDoneAt == null
            && c.UnitSince.Value + (c.Severity == Severity.Major ? unit.Major
                : c.Severity == Severity.Ordinary ? unit.Ordinary : unit.Minor)
                < c.ReportedAt + (c.Severity == Severity.Major ? rider.Major
                    : c.Severity == Severity.Ordinary ? rider.Ordinary : rider.Minor)
            ? c.UnitSince.Value + (c.Severity == Severity.Major ? unit.Major
                : c.Severity == Severity.Ordinary ? unit.Ordinary : unit.Minor)
            : c.ReportedAt + (c.Severity == Severity.Major ? rider.Major
                : c.Severity == Severity.Ordinary ? rider.Ordinary : rider.Minor);
    }

    public static Expression<Func<CaseRow, bool>> Negate(Expression<Func<CaseRow, bool>> of) =>
        Expression.Lambda<Func<CaseRow, bool>>(Expression.Not(of.Body), of.Parameters);

    private static Expression<Func<CaseRow, bool>> Solved =>
        c => c.Status == CaseStatus.Closed && c.Outcome == CaseOutcome.Solved;

    private static Expression<Func<CaseRow, bool>> NotVoid =>
        c => c.Status != CaseStatus.Closed || c.Outcome == CaseOutcome.Solved;

    private Expression<Func<CaseRow, bool>> Past(Span3 limit)
    {
        var (major, ordinary, minor) = (now - limit.Major, now - limit.Ordinary, now - limit.Minor);
        return c => c.ReportedAt <= (c.Severity == Severity.Major ? major
            : c.Severity == Severity.Ordinary ? ordinary : minor);
    }

    private static Expression<Func<CaseRow, bool>> Responded(Span3 limit) =>
        c => c.FirstAcceptedAt != null && c.FirstAcceptedAt <= c.ReportedAt + (c.Severity == Severity.Major
            ? limit.Major : c.Severity == Severity.Ordinary ? limit.Ordinary : limit.Minor);

    private static Expression<Func<CaseRow, bool>> ClosedWithin(Span3 limit) =>
        c => c.ChangedAt <= c.ReportedAt + (c.Severity == Severity.Major
            ? limit.Major : c.Severity == Severity.Ordinary ? limit.Ordinary : limit.Minor);

    private Expression<Func<CaseRow, bool>> Not(CaseFigure figure) => Negate(Of(figure));

    private static Expression<Func<CaseRow, bool>> And(
        Expression<Func<CaseRow, bool>> a, Expression<Func<CaseRow, bool>> b) => Join(Expression.AndAlso, a, b);

    private static Expression<Func<CaseRow, bool>> Or(
        Expression<Func<CaseRow, bool>> a, Expression<Func<CaseRow, bool>> b) => Join(Expression.OrElse, a, b);

    private static Expression<Func<CaseRow, bool>> Join(
        Func<Expression, Expression, Expression> how, Expression<Func<CaseRow, bool>> a,
        Expression<Func<CaseRow, bool>> b) => Expression.Lambda<Func<CaseRow, bool>>(
        how(a.Body, new Rename(b.Parameters[0], a.Parameters[0]).Visit(b.Body)), a.Parameters);

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    /// <summary>One limit for each severity, as values that a query takes as parameters.</summary>
    private sealed class Span3(ClockLimits limits, Func<ClockLimit, TimeSpan> which)
    {
        public TimeSpan Major { get; } = which(limits[Severity.Major]);

        public TimeSpan Ordinary { get; } = which(limits[Severity.Ordinary]);

        public TimeSpan Minor { get; } = which(limits[Severity.Minor]);
    }
}
