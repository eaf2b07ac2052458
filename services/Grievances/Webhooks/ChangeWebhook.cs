using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// What its owner changes of a subscription: where, what, whether; deleting it, and enabling it again.
/// </summary>
public static class ChangeWebhook
{
    /// <summary>The whole: what is left out is as if it were new.</summary>
    public sealed record Request(string? Url, IReadOnlyList<string>? Events, bool Paused);

    private static readonly Refusal Taken = new(
        409, "AlreadySubscribed", "该单位已订阅此地址。", "The unit is subscribed at this address already.");

    public static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, AddressPolicy policy,
        TimeProvider time, CancellationToken ct)
    {
        if (WebhookEvents.Wrong(request.Events) is { Any: true } badEvents)
        {
            return badEvents.ToProblem();
        }

        if (await WebhookUrl.WrongAsync(request.Url, policy, ct) is { Any: true } badUrl)
        {
            return badUrl.ToProblem();
        }

        var events = WebhookEvents.Distinct(request.Events);
        try
        {
            // A new address owes nothing for what the old one did.
            await db.Set<WebhookSubscription>().VisibleTo(scope).Where(s => s.Id == id).ExecuteUpdateAsync(s => s
                .SetProperty(w => w.FailingSince, w => w.Url == request.Url ? w.FailingSince : null)
                .SetProperty(w => w.HeldUntil, w => w.Url == request.Url ? w.HeldUntil : null)
                .SetProperty(w => w.Url, request.Url!)
                .SetProperty(w => w.Events, events)
                .SetProperty(w => w.Paused, request.Paused), ct);
        }
        catch (Exception e) when (TransientFaults.ViolatedUnique(e) == "webhook_subscriptions_unit")
        {
            return Taken.ToProblem();
        }

        return await ListWebhooks.OneAsync(id, scope, db, directory, time, ct);
    }

    /// <summary>Its deliveries go with it, those of a transaction under way with the next sweep.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, Scope scope, GrievancesDb db, CancellationToken ct)
    {
        var deleted = await db.InTransactionAsync(async () =>
        {
            var found = await db.Set<WebhookSubscription>().VisibleTo(scope).Where(s => s.Id == id)
                .ExecuteDeleteAsync(ct);
            if (found > 0)
            {
                await db.Set<WebhookDelivery>().Where(d => d.SubscriptionId == id).ExecuteDeleteAsync(ct);
            }

            return found;
        }, ct);
        return deleted > 0 ? TypedResults.NoContent() : Refusal.NotFound.ToProblem();
    }

    /// <summary>What was written meanwhile is sent, the oldest first; an endpoint that works stays as it is.</summary>
    public static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> EnableAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        await db.Set<WebhookSubscription>().VisibleTo(scope).Where(s => s.Id == id).ExecuteUpdateAsync(s => s
            .SetProperty(w => w.DisabledAt, (DateTimeOffset?)null)
            .SetProperty(w => w.DisabledReason, (string?)null)
            .SetProperty(w => w.FailingSince, (DateTimeOffset?)null)
            .SetProperty(w => w.HeldUntil, (DateTimeOffset?)null), ct);
        return await ListWebhooks.OneAsync(id, scope, db, directory, time, ct);
    }
}
