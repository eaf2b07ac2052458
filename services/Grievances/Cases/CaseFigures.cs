using System.Linq.Expressions;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// What belongs to a figure at a moment, as predicates for the database: lists and statistics count by the same ones.
/// </summary>
internal sealed class CaseFigures(DateTimeOffset now)
{
    public Expression<Func<CaseRow, bool>> Of(CaseFigure figure) => figure switch
    {
        CaseFigure.Registered => c => true,
        CaseFigure.Open => c => c.Open,
        CaseFigure.Closed => c => !c.Open,
        CaseFigure.ResponseDue => Or(c => c.FirstAcceptedAt != null, And(NotVoid, PastResponse)),
        CaseFigure.Responded => c => c.FirstAcceptedAt != null && c.FirstAcceptedAt <= c.ResponseDueAt,
        CaseFigure.ResponseExcluded => Not(CaseFigure.ResponseDue),
        CaseFigure.OnTimeDue => Or(Solved, And(c => c.Status != CaseStatus.Closed, PastRider)),
        CaseFigure.OnTime => And(Solved, c => c.ChangedAt <= c.RiderDueAt),
        CaseFigure.OnTimeExcluded => Not(CaseFigure.OnTimeDue),
        CaseFigure.ResolutionDue => And(NotVoid, PastRider),
        CaseFigure.ResolutionClosed => And(Solved, PastRider),
        CaseFigure.ResolutionExcluded => Not(CaseFigure.ResolutionDue),
        CaseFigure.Answered => c => c.Satisfaction != null,
        CaseFigure.Satisfied => c => c.Satisfaction == Satisfaction.Satisfied,
        CaseFigure.NotAnswered => c => c.Satisfaction == null,
        CaseFigure.EverDispatched => c => c.UnitId != null || c.Returns > 0,
        CaseFigure.Returned => c => c.Returns > 0,
        CaseFigure.NeverDispatched => c => c.UnitId == null && c.Returns == 0,
        CaseFigure.EverClosed => c => c.Status == CaseStatus.Closed || c.Reopenings > 0,
        CaseFigure.Reopened => c => c.Reopenings > 0,
        CaseFigure.Supervised => c => c.SupervisedAt != null && c.SupervisedAt <= now,
        CaseFigure.Parked => c => c.ParkedAt != null && c.ParkedAt <= now && (c.UnitId != null || c.Returns > 0),
        CaseFigure.None => c => false,
        _ => c => c.Status != CaseStatus.Closed && c.Reopenings == 0,
    };

    /// <summary>Either clock runs and is past its due moment.</summary>
    public Expression<Func<CaseRow, bool>> Overdue() => Or(
        c => c.UnitDueAt != null && c.UnitDoneAt == null && c.UnitDueAt <= now,
        And(c => c.Status != CaseStatus.Closed, PastRider));

    /// <summary>When the first of the running clocks is due; the rider's where none runs.</summary>
    public static Expression<Func<CaseRow, DateTimeOffset>> DueAt() => c =>
        c.UnitDueAt != null && c.UnitDoneAt == null && c.UnitDueAt < c.RiderDueAt ? c.UnitDueAt.Value : c.RiderDueAt;

    public static Expression<Func<CaseRow, bool>> Negate(Expression<Func<CaseRow, bool>> of) =>
        Expression.Lambda<Func<CaseRow, bool>>(Expression.Not(of.Body), of.Parameters);

    private static Expression<Func<CaseRow, bool>> Solved =>
        c => c.Status == CaseStatus.Closed && c.Outcome == CaseOutcome.Solved;

    private static Expression<Func<CaseRow, bool>> NotVoid =>
        c => c.Status != CaseStatus.Closed || c.Outcome == CaseOutcome.Solved;

    private Expression<Func<CaseRow, bool>> PastRider => c => c.RiderDueAt <= now;

    private Expression<Func<CaseRow, bool>> PastResponse => c => c.ResponseDueAt <= now;

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
}
