using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Webhooks;

public enum WebhookState
{
    Active,

    /// <summary>The last attempt failed; deliveries are tried again.</summary>
    Failing,
    Paused,

    /// <summary>Given up: nothing is sent until it is enabled again.</summary>
    Disabled,
}

/// <summary>A subscription as its owner sees it; the secret is shown once, when it is made.</summary>
/// <param name="Events">Null: every type.</param>
/// <param name="DisabledReason"><c>Gone</c> (it answered 410) or <c>FailedTooLong</c> (five days).</param>
/// <param name="OldSecretUntil">Until then the secret before signs too.</param>
public sealed record WebhookView(
    Guid Id, TakeStep.UnitRef Unit, string RegionCode, string Url, IReadOnlyList<string>? Events, WebhookState State,
    DateTimeOffset? FailingSince, DateTimeOffset? HeldUntil, DateTimeOffset? DisabledAt, string? DisabledReason,
    DateTimeOffset? OldSecretUntil, DateTimeOffset CreatedAt)
{
    public static WebhookView Of(WebhookSubscription s, RoutingSnapshot snapshot, DateTimeOffset now) => new(
        s.Id, new TakeStep.UnitRef(s.UnitId, snapshot.Units.GetValueOrDefault(s.UnitId)?.Name ?? ""), s.RegionCode,
        s.Url, s.Events, StateOf(s), s.FailingSince, s.HeldUntil > now ? s.HeldUntil : null, s.DisabledAt,
        s.DisabledReason, s.OldSecretUntil > now ? s.OldSecretUntil : null, s.CreatedAt);

    private static WebhookState StateOf(WebhookSubscription s) => s switch
    {
        { DisabledAt: not null } => WebhookState.Disabled,
        { Paused: true } => WebhookState.Paused,
        { FailingSince: not null } => WebhookState.Failing,
        _ => WebhookState.Active,
    };
}

/// <summary>A delivery as the subscription's owner sees it.</summary>
/// <param name="MessageId">The <c>webhook-id</c> of every attempt.</param>
/// <param name="ResponseBody">The first kilobyte of the last answer.</param>
/// <param name="Error">Why there was no answer.</param>
/// <param name="NextAttemptAt">Null when none will follow.</param>
public sealed record DeliveryView(
    Guid Id, string MessageId, string Type, Guid? CaseId, int? CaseVersion, DateTimeOffset OccurredAt,
    DeliveryState State, int Attempts, DateTimeOffset? LastAttemptAt, DateTimeOffset? DeliveredAt,
    DateTimeOffset? NextAttemptAt, int? ResponseStatus, string? ResponseBody, string? Error)
{
    public static DeliveryView Of(WebhookDelivery d) => new(
        d.Id, $"msg_{d.Id:N}", d.Type, d.CaseId, d.CaseVersion, d.OccurredAt, d.State, d.Attempts, d.LastAttemptAt,
        d.DeliveredAt, d.State == DeliveryState.Pending ? d.NextAttemptAt : null, d.ResponseStatus, d.ResponseBody,
        d.Error);
}
