using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.Grievances.Data;

/// <summary>What routing reads. Small, read as a whole into each replica's snapshot.</summary>
internal static class DirectoryTables
{
    public static void Add(ModelBuilder model)
    {
        model.Entity<DirectoryOrganisation>().ToTable("directory_organisations").HasKey(x => x.Id);
        model.Entity<DirectoryDuty>(e =>
        {
            e.ToTable("directory_duties").HasKey(x => x.Id);
            e.Property(x => x.Role).HasDefaultValue(DirectoryDuty.Leads);
        });
        model.Entity<DirectoryRegion>(e =>
        {
            e.ToTable("directory_regions").HasKey(x => x.Code);
            e.HasIndex(x => x.ParentCode, "directory_regions_parent");
        });
        model.Entity<DirectoryRegionList>().ToTable("directory_region_lists").HasKey(x => x.ParentCode);
        model.Entity<DirectoryRevision>(e =>
        {
            e.ToTable("directory_revision").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasData(new DirectoryRevision { Id = 1, Revision = 1 });
        });
        model.Entity<CategoryRow>(e =>
        {
            e.ToTable("categories").HasKey(x => x.Code);
            e.Property(x => x.Severity).HasConversion<short>();
            e.PrimitiveCollection(x => x.Kinds).ElementType(k => k.HasConversion<string>());
            e.Property(x => x.Kinds).HasDefaultValueSql("'{Clue}'");
            e.Property(x => x.MinLevel).HasConversion<string>();
            e.Property(x => x.Form).HasColumnType("jsonb").HasDefaultValueSql("'[]'");
            e.Property(x => x.ResolveForm).HasColumnType("jsonb").HasDefaultValueSql("'[]'");
            e.Property(x => x.Active).HasDefaultValue(true);
            e.Property(x => x.Version).IsConcurrencyToken();
        });
        model.Entity<CategoryVersionRow>(e =>
        {
            e.ToTable("category_versions").HasKey(x => new { x.Code, x.Version });
            e.Property(x => x.Content).HasColumnType("jsonb");
        });
        model.Entity<BoundaryRow>().ToTable("boundaries").HasKey(x => new { x.Code, x.ValidFrom });
        model.Entity<StreetPosition>().ToTable("street_positions").HasKey(x => x.Code);
    }
}
