using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// A new secret; the one before signs beside it for a day, so that the receiver changes over when it likes. A repeat
/// makes another: the one whose answer was lost then counts as the one before.
/// </summary>
public static class RotateWebhookSecret
{
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <param name="Secret">Shown this once.</param>
    public sealed record Answer(string Secret, DateTimeOffset OldSecretUntil);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, WebhookSecrets secrets, TimeProvider time, CancellationToken ct)
    {
        if (!secrets.Configured)
        {
            return CreateWebhook.NoKey.ToProblem();
        }

        var (secret, until) = (WebhookSignature.NewSecret(), time.Now() + Overlap);
        var box = secrets.Seal(id, secret);
        var changed = await db.Set<WebhookSubscription>().VisibleTo(scope).Where(s => s.Id == id).ExecuteUpdateAsync(
            s => s.SetProperty(w => w.OldSecret, w => w.Secret).SetProperty(w => w.OldSecretUntil, until)
                .SetProperty(w => w.Secret, box), ct);
        return changed > 0 ? TypedResults.Ok(new Answer(WebhookSignature.Show(secret), until))
            : Refusal.NotFound.ToProblem();
    }
}
