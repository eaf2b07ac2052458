using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// Sends again what was sent: under the same message id, so that a receiver that has had it drops it. One that still
/// waits is only tried at once.
/// </summary>
public static class ReplayDeliveries
{
    /// <param name="Since">Of events that happened at this moment or later; deliveries are kept for 30 days.</param>
    public sealed record Request(DateTimeOffset? Since);

    /// <param name="Count">How many are sent again.</param>
    public sealed record Answer(int Count);

    public static async Task<Results<Accepted<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        if (request.Since is not { } since || since.Year < 2000)
        {
            return new Invalid().Add("since", "请填写起始时间。", "Say since when.").ToProblem();
        }

        if (!await db.Set<WebhookSubscription>().VisibleTo(scope).AnyAsync(s => s.Id == id, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        var from = since.ToUniversalTime();
        var count = await AgainAsync(
            db.Set<WebhookDelivery>().Where(d => d.SubscriptionId == id && d.OccurredAt >= from), time, ct);
        return TypedResults.Accepted($"/api/v1/webhooks/{id}/deliveries", new Answer(count));
    }

    public static async Task<Results<Accepted<Answer>, ProblemHttpResult>> OneAsync(
        Guid id, Guid deliveryId, Scope scope, GrievancesDb db, TimeProvider time, CancellationToken ct)
    {
        var mine = db.Set<WebhookSubscription>().VisibleTo(scope).Where(s => s.Id == id);
        var one = db.Set<WebhookDelivery>().Where(d => d.Id == deliveryId && d.SubscriptionId == id && mine.Any());
        if (!await one.AnyAsync(ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        return TypedResults.Accepted(
            $"/api/v1/webhooks/{id}/deliveries", new Answer(await AgainAsync(one, time, ct)));
    }

    /// <summary>What is under way at this moment is left alone.</summary>
    private static Task<int> AgainAsync(IQueryable<WebhookDelivery> deliveries, TimeProvider time, CancellationToken ct)
    {
        var now = time.Now();
        return deliveries.Where(d => d.State != DeliveryState.Pending || d.Lease == null).ExecuteUpdateAsync(s => s
            .SetProperty(d => d.State, DeliveryState.Pending)
            .SetProperty(d => d.Attempts, 0)
            .SetProperty(d => d.NextAttemptAt, now), ct);
    }
}
