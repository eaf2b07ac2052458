using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// A unit's system subscribes to the unit's cases. A second one for the same address is refused: that makes a repeat
/// harmless without an <c>Idempotency-Key</c>, whose remembered answer would keep the secret in the open.
/// </summary>
public static class CreateWebhook
{
    /// <param name="Events">Types such as <c>case.dispatched</c>; null: all.</param>
    /// <param name="UnitId">Needed by administrators, and by who acts for several units.</param>
    public sealed record Request(string? Url, IReadOnlyList<string>? Events, Guid? UnitId);

    /// <param name="Secret">For the receiver's verification; shown this once.</param>
    public sealed record Answer(WebhookView Webhook, string Secret);

    internal static readonly Refusal NoKey = new(
        503, "NoKey", "平台未配置密钥，暂不能使用 webhook。", "The platform has no key configured; webhooks are not available.");

    private static readonly Refusal Exists = new(
        409, "AlreadySubscribed", "该单位已订阅此地址；如遗失密钥，请更换密钥。",
        "The unit is subscribed at this address. If the secret is lost, rotate it.");

    private static readonly Refusal TooMany = new(
        409, "TooManyWebhooks", "该单位的订阅已达上限，请先删除不用的。", "The unit has as many as it may. Delete one first.");

    public static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, AddressPolicy policy,
        WebhookSecrets secrets, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (!scope.MayHaveWebhooks())
        {
            return Refusal.Forbidden.ToProblem();
        }

        if (!secrets.Configured)
        {
            return NoKey.ToProblem();
        }

        var (unit, region, wrong) = scope.UnitFor(request.UnitId, snapshot);
        var wrongs = new[] { wrong, WebhookEvents.Wrong(request.Events) };
        if (wrongs.FirstOrDefault(w => w.Any) is { } invalid)
        {
            return invalid.ToProblem();
        }

        if (await WebhookUrl.WrongAsync(request.Url, policy, ct) is { Any: true } badUrl)
        {
            return badUrl.ToProblem();
        }

        var existing = await db.Set<WebhookSubscription>().AsNoTracking().Where(s => s.UnitId == unit!.Id)
            .Take(WebhookAccess.MostOfUnit).ToListAsync(ct);
        if (existing.Find(s => s.Url == request.Url) is { } same)
        {
            return Exists.ToProblem(("id", same.Id));
        }

        return existing.Count == WebhookAccess.MostOfUnit
            ? TooMany.ToProblem()
            : await SaveAsync(request, (unit!, region), scope, db, secrets, snapshot, time.Now(), ct);
    }

    private static async Task<Results<Created<Answer>, ProblemHttpResult>> SaveAsync(
        Request request, (Unit Unit, string Region) of, Scope scope, GrievancesDb db, WebhookSecrets secrets,
        RoutingSnapshot snapshot, DateTimeOffset now, CancellationToken ct)
    {
        var (id, secret) = (Guid.CreateVersion7(now), WebhookSignature.NewSecret());
        var row = new WebhookSubscription
        {
            Id = id, UnitId = of.Unit.Id, RegionCode = of.Region, Url = request.Url!,
            Events = WebhookEvents.Distinct(request.Events), Secret = secrets.Seal(id, secret),
            CreatedBy = scope.Subject, CreatedAt = now,
        };
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (TransientFaults.ViolatedUnique(e) == "webhook_subscriptions_unit")
        {
            return Exists.ToProblem();
        }

        return TypedResults.Created(
            $"/api/v1/webhooks/{id}",
            new Answer(WebhookView.Of(row, snapshot, now), WebhookSignature.Show(secret)));
    }
}
