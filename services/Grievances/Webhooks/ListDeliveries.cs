using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>What was sent to a subscription and what came of it, the newest first.</summary>
public static class ListDeliveries
{
    /// <param name="state">Pending, Delivered or Failed.</param>
    public static async Task<Results<Ok<Page<DeliveryView>>, ProblemHttpResult>> HandleAsync(
        Guid id, string? state, string? caseId, [AsParameters] Paging paging, Scope scope, GrievancesDb db,
        CancellationToken ct)
    {
        var read = new QueryReader();
        var (wanted, ofCase) = (read.Enum<DeliveryState>(state, "state"), read.Id(caseId, "caseId"));
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        if (!await db.Set<WebhookSubscription>().VisibleTo(scope).AnyAsync(s => s.Id == id, ct))
        {
            return Refusal.NotFound.ToProblem();
        }

        var deliveries = db.Set<WebhookDelivery>().AsNoTracking().Where(d => d.SubscriptionId == id);
        deliveries = wanted is { } one ? deliveries.Where(d => d.State == one) : deliveries;
        deliveries = ofCase is { } c ? deliveries.Where(d => d.CaseId == c) : deliveries;
        var page = await paging.OfAsync(deliveries.OrderByDescending(d => d.Seq), ct);
        return TypedResults.Ok(page.Select(DeliveryView.Of));
    }
}
