using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Supervision;

/// <summary>A supervise order (督办单).</summary>
/// <param name="Unit">Who must answer; null: the dispatcher.</param>
/// <param name="Overseer">One level above the unit; null: the region's supervisors.</param>
/// <param name="BySystem">The platform issued it, because a clock had gone twice its length.</param>
/// <param name="Late">Not answered by <paramref name="AnswerDueAt"/>.</param>
public sealed record OrderView(
    Guid Id, Guid CaseId, string CaseNumber, OrderState State, TakeStep.UnitRef? Unit, TakeStep.UnitRef? Overseer,
    bool BySystem, string Reason, DateTimeOffset IssuedAt, DateTimeOffset AnswerDueAt, bool Late, string? Answer,
    DateTimeOffset? AnsweredAt, string? LiftNote, DateTimeOffset? LiftedAt)
{
    internal static readonly Refusal NotOpen = new(
        409, "OrderNotOpen", "督办单已答复或已解除。", "The order was answered or lifted already.");

    internal static OrderView Of(
        SuperviseOrderRow o, string number, RoutingSnapshot snapshot, DateTimeOffset now) => new(
        o.Id, o.CaseId, number, SuperviseRules.StateOf(o.AnsweredAt, o.LiftedAt), Ref(o.UnitId, snapshot),
        Ref(o.OverseerId, snapshot), o.IssuedBy is null, o.Reason, o.IssuedAt, o.AnswerDueAt,
        (o.AnsweredAt ?? o.LiftedAt ?? now) > o.AnswerDueAt, o.Answer, o.AnsweredAt, o.LiftNote, o.LiftedAt);

    internal static TakeStep.UnitRef? Ref(Guid? unit, RoutingSnapshot snapshot) =>
        unit is { } id ? new(id, snapshot.Units.GetValueOrDefault(id)?.Name ?? "") : null;
}
