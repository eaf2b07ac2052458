using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Rosters;

namespace RiderPlatform.Organisations.Data;

/// <summary>Duty rosters, their shifts, people and swaps.</summary>
internal static class RosterTables
{
    public const string OfOrganisation = "roster_organisation";

    public static void Add(ModelBuilder model)
    {
        model.Entity<Roster>(e =>
        {
            e.ToTable("roster").HasKey(x => x.Id);
            e.Property(x => x.Kind).HasConversion<string>();
            e.HasIndex(x => x.OrganisationId, OfOrganisation).IsUnique();
            e.HasOne<Organisation>().WithMany().HasForeignKey(x => x.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RosterPerson>(e =>
        {
            e.ToTable("roster_person").HasKey(x => new { x.RosterId, x.AccountId });
            e.HasOne<Roster>().WithMany().HasForeignKey(x => x.RosterId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Shift>(e =>
        {
            e.ToTable("shift", t => t.HasCheckConstraint("shift_span", "ends_at > starts_at")).HasKey(x => x.Id);
            e.HasIndex(x => new { x.RosterId, x.EndsAt }, "shift_roster");
            e.HasIndex(x => x.People, "shift_people").HasMethod("gin");
            e.HasOne<Roster>().WithMany().HasForeignKey(x => x.RosterId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<AnnouncedYear>(e =>
        {
            e.ToTable("announced_year").HasKey(x => x.Year);
            e.Property(x => x.Year).ValueGeneratedNever();
            e.Property(x => x.Days).HasColumnType("jsonb");
        });
        model.Entity<ShiftSwap>(e =>
        {
            e.ToTable("shift_swap").HasKey(x => x.Id);
            e.Property(x => x.State).HasConversion<string>();
            e.HasIndex(x => new { x.RosterId, x.AskedAt }, "shift_swap_roster");
        });
    }
}
