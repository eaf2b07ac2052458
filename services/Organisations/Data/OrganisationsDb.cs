using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.PhoneCodes;
using RiderPlatform.Organisations.Regions;
using RiderPlatform.Organisations.Tokens;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Data;

/// <summary>Regions, the organisation tree, riders, accounts and tokens.</summary>
/// <remarks>
/// A migration is added in this project's folder with the tool that the repository pins:
/// <code>
/// export DesignTime=true ConnectionStrings__organisations=Host=design
/// dotnet build &amp;&amp; dotnet ef migrations add Name --output-dir Data/Migrations --no-build
/// </code>
/// </remarks>
public sealed class OrganisationsDb(DbContextOptions<OrganisationsDb> options) : DbContext(options)
{
    public DbSet<Region> Regions => Set<Region>();

    public DbSet<RegionList> RegionLists => Set<RegionList>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Duty> Duties => Set<Duty>();

    public DbSet<Rider> Riders => Set<Rider>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccessGrant> Grants => Set<AccessGrant>();

    public DbSet<OAuthClient> Clients => Set<OAuthClient>();

    public DbSet<AuthorizationCode> Codes => Set<AuthorizationCode>();

    public DbSet<TokenFamily> Families => Set<TokenFamily>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<SignInRecord> SignIns => Set<SignInRecord>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<PhoneCode> PhoneCodes => Set<PhoneCode>();

    public DbSet<OutgoingText> OutgoingTexts => Set<OutgoingText>();

    public DbSet<MailboxMessage> MailboxMessages => Set<MailboxMessage>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<OrganisationKind>().HaveConversion<string>();
        configurationBuilder.Properties<DutyRole>().HaveConversion<string>();
        configurationBuilder.Properties<CaseLevel>().HaveConversion<string>();
        configurationBuilder.Properties<DeadlineClass>().HaveConversion<string>();
        configurationBuilder.Properties<RiderGroup>().HaveConversion<string>();
        configurationBuilder.Properties<MemberStatus>().HaveConversion<string>();
        configurationBuilder.Properties<SignInOutcome>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        DirectoryTables.Add(modelBuilder);
        AccountTables.Add(modelBuilder);
        PhoneTables.Add(modelBuilder);
        RosterTables.Add(modelBuilder);
        PostTables.Add(modelBuilder);
        modelBuilder.AddMessagingTables();
        modelBuilder.AddIdempotencyTable();
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            }
        }
    }
}
