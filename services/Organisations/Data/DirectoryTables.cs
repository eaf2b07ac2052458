using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Regions;

namespace RiderPlatform.Organisations.Data;

/// <summary>Regions, tree, duties and riders; the indexes are named because refusals are told from them.</summary>
internal static class DirectoryTables
{
    public const string SiblingName = "organisation_sibling_name";
    public const string ActiveDuty = "duty_active";
    public const string RiderPhone = "rider_phone";

    public static void Add(ModelBuilder model)
    {
        model.Entity<Region>(e =>
        {
            e.ToTable("region");
            e.HasKey(x => x.Code);
            e.HasIndex(x => new { x.ParentCode, x.Code });
        });
        model.Entity<RegionList>(e =>
        {
            e.ToTable("region_list");
            e.HasKey(x => x.ParentCode);
        });
        model.Entity<RegionImportRow>(e =>
        {
            e.ToTable("region_import");
            e.HasKey(x => x.Province);
        });
        model.Entity<Organisation>(e =>
        {
            e.ToTable("organisation");
            e.HasKey(x => x.Id);
            e.Property(x => x.Version).IsConcurrencyToken();
            e.Property(x => x.Name).HasMaxLength(Organisation.MaxNameLength);
            e.HasOne<Organisation>().WithMany().HasForeignKey(x => x.ParentId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(x => new { x.ParentId, x.Name }, SiblingName).IsUnique().AreNullsDistinct(false)
                .HasFilter("active");
            e.HasIndex(x => x.RegionCode, "organisation_region").HasOperators("text_pattern_ops");
        });
        model.Entity<Duty>(e =>
        {
            e.ToTable("duty");
            e.HasKey(x => x.Id);
            e.Property(x => x.Version).IsConcurrencyToken();
            e.HasOne<Organisation>().WithMany().HasForeignKey(x => x.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            e.Property(x => x.Role).HasDefaultValue(DutyRole.Lead);
            e.Property(x => x.MinLevel).HasDefaultValue(CaseLevel.Minor);
            e.Property(x => x.DeadlineClass).HasDefaultValue(DeadlineClass.General);
            e.HasIndex(x => new { x.OrganisationId, x.Category, x.RegionCode, x.Role, x.ValidFrom, x.MinLevel },
                ActiveDuty).IsUnique().AreNullsDistinct(false).HasFilter("active");
            e.HasIndex(x => x.RegionCode, "duty_region").HasOperators("text_pattern_ops");
        });
        model.Entity<Rider>(e =>
        {
            e.ToTable("rider");
            e.HasKey(x => x.Id);
            e.Ignore(x => x.IsMember);
            e.Property(x => x.Version).IsConcurrencyToken();
            e.HasOne<Organisation>().WithMany().HasForeignKey(x => x.EmployerId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(x => x.PhoneIndex, RiderPhone).IsUnique();
            e.HasIndex(x => x.RegionCode, "rider_region").HasOperators("text_pattern_ops");
        });
    }
}
