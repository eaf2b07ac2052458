using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

/// <summary>What Open311 adds: keys, what came with a case, and updates from other systems.</summary>
internal static class Open311Tables
{
    public const string KeyName = "open311_keys_name";

    public static void Add(ModelBuilder model)
    {
        model.Entity<Open311KeyRow>(e =>
        {
            e.ToTable("open311_keys").HasKey(x => x.Id);
            e.HasIndex(x => x.Hash, "open311_keys_hash").IsUnique();
            e.HasIndex(x => x.Name, KeyName).IsUnique().HasFilter("revoked_at is null");
        });
        model.Entity<Open311RequestRow>(e =>
        {
            e.ToTable("open311_requests").HasKey(x => x.CaseId);
            e.HasOne<Open311KeyRow>().WithMany().HasForeignKey(x => x.KeyId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(x => new { x.KeyId, x.IdempotencyKey }, "open311_requests_idempotency").IsUnique();
            e.HasIndex(x => new { x.KeyId, x.ContentHash }, "open311_requests_content");
        });
        model.Entity<Open311UpdateRow>(e =>
        {
            e.ToTable("open311_updates").HasKey(x => x.Id);
            e.HasOne<Open311KeyRow>().WithMany().HasForeignKey(x => x.KeyId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(x => new { x.KeyId, x.UpdateId }, "open311_updates_sender").IsUnique();
            e.HasIndex(x => x.CaseId, "open311_updates_case");
        });
        // A number is what people say on the telephone and what Open311 asks by, for everybody and without a token. It
        // never changes, and new ones go to the index's end.
        model.Entity<CaseRow>().HasIndex(x => x.Number, "cases_number").HasOperators("text_pattern_ops");
        // Updates since a moment are asked for every few minutes. Events are appended as they happen, so that a summary
        // of each block finds them, and costs a report next to nothing.
        model.Entity<CaseEventRow>().HasIndex(x => x.OccurredAt, "case_events_moment").HasMethod("brin");
    }
}
