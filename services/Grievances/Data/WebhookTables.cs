using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RiderPlatform.Grievances.Data;

/// <summary>
/// Subscriptions and their deliveries. No foreign keys: they would lock the subscription's row in every transaction
/// that changes a case of the unit; what a deleted subscription leaves is swept.
/// </summary>
internal static class WebhookTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<WebhookSubscription>(e =>
        {
            e.ToTable("webhook_subscriptions").HasKey(x => x.Id);
            e.HasIndex(x => new { x.UnitId, x.Url }, "webhook_subscriptions_unit").IsUnique();
        });
        model.Entity<WebhookDelivery>(Deliveries);
    }

    private static void Deliveries(EntityTypeBuilder<WebhookDelivery> e)
    {
        e.ToTable("webhook_deliveries").HasKey(x => x.Id);
        e.Property(x => x.Seq).UseIdentityAlwaysColumn();
        e.Property(x => x.State).HasConversion<string>();
        // One row for an event; the same index finds what of a case still waits before another.
        e.HasIndex(
            x => new { x.SubscriptionId, x.CaseId, x.CaseVersion, x.Type, x.CoTaskId, x.DutyCallId },
            "webhook_deliveries_event").IsUnique().AreNullsDistinct(false).HasFilter("case_id is not null");
        e.HasIndex(x => new { x.SubscriptionId, x.NextAttemptAt }, "webhook_deliveries_pending")
            .HasFilter("state = 'Pending'");
        e.HasIndex(x => new { x.SubscriptionId, x.Seq }, "webhook_deliveries_list");
        e.HasIndex(x => x.OccurredAt, "webhook_deliveries_age");
    }
}
