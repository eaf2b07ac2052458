using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>A co-handler's task (协办).</summary>
/// <param name="Mandatory">The lead cannot resolve the case while it is open.</param>
/// <param name="RemainingMinutes">Plain minutes until it is due; below zero when late; null where it has ended.</param>
/// <param name="Note">What was done, or why it was not.</param>
public sealed record CoTaskView(
    Guid Id, Guid CaseId, string CaseNumber, TakeStep.UnitRef Unit, string Text, bool Mandatory, CoTaskState State,
    DateTimeOffset CreatedAt, DateTimeOffset DueAt, long? RemainingMinutes, DateTimeOffset? EndedAt, string? Note)
{
    /// <summary>The last time that more time was asked for.</summary>
    public CoExtensionView? Extension { get; init; }

    internal static readonly Refusal NotOpen = new(
        409, "TaskNotOpen", "协办任务的状态已变化，这一步不能办理。", "The task has moved on: this is not open now.");

    internal static CoTaskView Of(CoTaskRow t, string number, RoutingSnapshot snapshot, DateTimeOffset now) => new(
        t.Id, t.CaseId, number, new(t.UnitId, snapshot.Units.GetValueOrDefault(t.UnitId)?.Name ?? ""), t.Text,
        t.Mandatory, t.State, t.CreatedAt, t.DueAt,
        t.State.IsOpen() ? (long)Math.Floor((t.DueAt - now).TotalMinutes) : null, t.EndedAt, t.Note);
}
