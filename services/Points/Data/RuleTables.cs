using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Rules;

namespace RiderPlatform.Points.Data;

/// <summary>Tables of the rules; constraints stand behind the two persons and the one version.</summary>
internal static class RuleTables
{
    public static void AddRuleTables(this ModelBuilder model)
    {
        model.Entity<RuleSetRow>(e =>
        {
            e.ToTable("rule_set", t =>
            {
                t.HasCheckConstraint("rule_set_two_persons", "not published_by = any(editors)");
                t.HasCheckConstraint("rule_set_published", "(status = 'Published') = (published_by is not null) "
                    + "and (status = 'Published') = (version is not null) "
                    + "and (status <> 'Published' or effective_from > published_at)");
            });
            e.Property(x => x.Id).ValueGeneratedNever();
            e.Property(x => x.Content).HasColumnType("jsonb");
            e.Property(x => x.Revision).IsConcurrencyToken();
            e.HasIndex(x => x.Version).IsUnique().HasDatabaseName("rule_set_version");
        });
        model.Entity<AwardPace>(e =>
        {
            e.ToTable("award_pace");
            e.HasKey(x => new { x.RiderId, x.Line });
        });
    }
}
