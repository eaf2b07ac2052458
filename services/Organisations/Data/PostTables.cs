using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.Data;

/// <summary>Posts of riders, those that ended too.</summary>
internal static class PostTables
{
    public static void Add(ModelBuilder model) => model.Entity<RiderPost>(e =>
    {
        e.ToTable("rider_post", t => t.HasCheckConstraint("rider_post_term", "valid_until > valid_from"));
        e.HasKey(x => x.Id);
        e.Property(x => x.Kind).HasConversion<string>();
        e.Property(x => x.EndReason).HasMaxLength(RiderPost.MaxReasonLength);
        e.HasOne<Rider>().WithMany(r => r.Posts).HasForeignKey(x => x.RiderId).OnDelete(DeleteBehavior.Restrict);
        e.HasIndex(x => x.RegionCode, "rider_post_region").HasOperators("text_pattern_ops");
    });
}
