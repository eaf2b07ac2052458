using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// An event of no case, sent as any other: signature, retries and the list of deliveries are the real ones.
/// </summary>
public static class SendTestEvent
{
    private static readonly Refusal NotSending = new(
        409, "WebhookNotSending", "订阅已暂停或停用，请先恢复。", "The webhook is paused or disabled. Resume or enable it first.");

    public static async Task<Results<Accepted<DeliveryView>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        var subscription = await db.Set<WebhookSubscription>().AsNoTracking().VisibleTo(scope)
            .SingleOrDefaultAsync(s => s.Id == id, ct);
        if (subscription is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (subscription.Paused || subscription.DisabledAt is not null)
        {
            return NotSending.ToProblem();
        }

        var now = time.Now();
        var delivery = new WebhookDelivery
        {
            Id = Guid.CreateVersion7(now), SubscriptionId = id, Type = WebhookEvents.Test, OccurredAt = now,
            State = DeliveryState.Pending, NextAttemptAt = now,
        };
        db.Add(delivery);
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted($"/api/v1/webhooks/{id}/deliveries", DeliveryView.Of(delivery));
    }
}
