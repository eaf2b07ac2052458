using System.Linq.Expressions;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Cases;

/// <summary>
/// What belongs to a figure at a moment, as predicates for the database: lists and statistics count by the same ones.
/// </summary>
internal sealed class CaseFigures(GrievancesDb db, DateTimeOffset now)
{
    public DateTimeOffset Moment => now;

    public Expression<Func<CaseRow, bool>> Of(CaseFigure figure) => figure switch
    {
        CaseFigure.Registered => c => true,
        CaseFigure.Open => c => c.Open,
        CaseFigure.ResponseDue => c => c.FirstAcceptedAt != null || (c.Open && c.ResponseDueAt <= now),
        CaseFigure.Responded => c => c.FirstAcceptedAt != null && c.FirstAcceptedAt <= c.ResponseDueAt,
        CaseFigure.AcceptanceDue => c => c.FirstAcceptedAt != null
            || (c.Open && c.UnitDueAt != null && c.UnitDueAt <= now),
        CaseFigure.AcceptedInTime => c => c.FirstAcceptedInTime == true,
        CaseFigure.OnTimeDue => Or(Solved, And(c => c.Open, PastRider)),
        CaseFigure.OnTime => And(Solved, c => c.ChangedAt <= c.RiderDueAt),
        CaseFigure.ResolutionDue => And(NotVoid, PastRider),
        CaseFigure.ResolutionClosed => And(Solved, PastRider),
        CaseFigure.Answered => c => c.Satisfaction != null,
        CaseFigure.Satisfied => c => c.Satisfaction == Satisfaction.Satisfied,
        CaseFigure.EverDispatched => c => c.FirstUnitId != null,
        CaseFigure.Returned => c => c.Returns > 0,
        CaseFigure.EverClosed => c => !c.Open || c.Reopenings > 0,
        CaseFigure.Reopened => c => c.Reopenings > 0,
        CaseFigure.Supervised => c => c.SupervisedAt != null && c.SupervisedAt <= now,
        CaseFigure.ResolvedByUnit => And(NotVoid, c => c.UnitDoneAt != null),
        CaseFigure.FirstUnitRight => And(NotVoid, c => c.UnitDoneAt != null && c.UnitId == c.FirstUnitId),
        CaseFigure.OrderDue => HasOrder(DueOrders),
        CaseFigure.OrderAnswered => And(HasOrder(DueOrders), Negate(HasOrder(
            DueOrders.Where(o => o.AnsweredAt == null || o.AnsweredAt > now || o.AnsweredAt > o.AnswerDueAt)))),
        CaseFigure.Parked => c => c.ParkedAt != null && c.ParkedAt <= now && c.FirstUnitId != null,
        CaseFigure.None => c => false,
        _ => Negate(Of(CaseRate.ComplementOf(figure)!.Value)),
    };

    /// <summary>Either clock runs and is past its due moment.</summary>
    public Expression<Func<CaseRow, bool>> Overdue() => Or(
        c => c.UnitDueAt != null && c.UnitDoneAt == null && c.UnitDueAt <= now,
        And(c => c.Open, PastRider));

    /// <summary>When the first of the running clocks is due; the rider's where none runs.</summary>
    public static Expression<Func<CaseRow, DateTimeOffset>> DueAt() => c =>
        c.UnitDueAt != null && c.UnitDoneAt == null && c.UnitDueAt < c.RiderDueAt ? c.UnitDueAt.Value : c.RiderDueAt;

    public static Expression<Func<CaseRow, bool>> Negate(Expression<Func<CaseRow, bool>> of) =>
        Expression.Lambda<Func<CaseRow, bool>>(Expression.Not(of.Body), of.Parameters);

    private static Expression<Func<CaseRow, bool>> Solved => c => !c.Open && c.Outcome == CaseOutcome.Solved;

    private static Expression<Func<CaseRow, bool>> NotVoid => c => c.Open || c.Outcome == CaseOutcome.Solved;

    private Expression<Func<CaseRow, bool>> PastRider => c => c.RiderDueAt <= now;

    /// <summary>Answered by the moment, or past due by then and not lifted.</summary>
    private IQueryable<SuperviseOrderRow> DueOrders => db.Set<SuperviseOrderRow>().Where(o =>
        (o.AnsweredAt != null && o.AnsweredAt <= now)
        || (o.AnswerDueAt <= now && (o.LiftedAt == null || o.LiftedAt > now)));

    /// <summary>Few cases have an order: the others are not looked up.</summary>
    private static Expression<Func<CaseRow, bool>> HasOrder(IQueryable<SuperviseOrderRow> orders) =>
        c => c.SupervisedAt != null && orders.Any(o => o.CaseId == c.Id);

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
