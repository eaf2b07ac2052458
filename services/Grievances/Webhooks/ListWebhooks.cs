using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>The subscriptions within the caller's scope, the newest first, and one of them.</summary>
public static class ListWebhooks
{
    public static async Task<Results<Ok<Page<WebhookView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Paging paging, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var page = await paging.OfAsync(db.Set<WebhookSubscription>().AsNoTracking().VisibleTo(scope)
            .OrderByDescending(s => s.Id), ct);
        return TypedResults.Ok(page.Select(s => WebhookView.Of(s, snapshot, time.Now())));
    }

    public static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> OneAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        return await db.Set<WebhookSubscription>().AsNoTracking().VisibleTo(scope)
            .SingleOrDefaultAsync(s => s.Id == id, ct) is { } row
            ? TypedResults.Ok(WebhookView.Of(row, snapshot, time.Now()))
            : Refusal.NotFound.ToProblem();
    }
}
