using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Tokens;

namespace RiderPlatform.Organisations.Data;

/// <summary>Accounts, grants, clients, and what the token endpoint keeps.</summary>
internal static class AccountTables
{
    public const string UserName = "account_user_name";
    public const string RiderAccount = "account_rider";
    public const string ClientName = "client_client_id";

    public static void Add(ModelBuilder model)
    {
        AddPeople(model);
        AddTokens(model);
    }

    private static void AddPeople(ModelBuilder model)
    {
        model.Entity<Account>(e =>
        {
            e.ToTable("account");
            e.Property(x => x.UserName).IsRequired().HasMaxLength(64);
            e.Property(x => x.NormalizedUserName).IsRequired().HasMaxLength(64);
            e.Property(x => x.DisplayName).HasMaxLength(60);
            e.Property(x => x.Version).HasDefaultValue(1L);
            e.Property(x => x.ConcurrencyStamp).IsConcurrencyToken();
            e.HasIndex(x => x.NormalizedUserName, UserName).IsUnique();
            e.HasIndex(x => x.RiderId, RiderAccount).IsUnique();
            e.HasOne<Rider>().WithMany().HasForeignKey(x => x.RiderId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AccessGrant>(e =>
        {
            e.ToTable("access_grant");
            e.HasKey(x => x.Id);
            e.HasIndex(x => new { x.SubjectId, x.Role, x.RegionCode, x.OrganisationId }).IsUnique()
                .AreNullsDistinct(false);
            e.HasOne<Organisation>().WithMany().HasForeignKey(x => x.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SignInRecord>(e =>
        {
            e.ToTable("sign_in");
            e.HasKey(x => x.Seq);
            e.Property(x => x.Seq).UseIdentityAlwaysColumn();
            e.Property(x => x.ClientId).HasMaxLength(64);
            e.Property(x => x.Address).HasMaxLength(64);
            e.HasIndex(x => new { x.Address, x.At });
            e.HasIndex(x => new { x.SubjectId, x.At });
        });
        model.Entity<BootstrapRow>(e =>
        {
            e.ToTable("bootstrap", t => t.HasCheckConstraint("bootstrap_once", "id = 1"));
            e.HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
        });
    }

    private static void AddTokens(ModelBuilder model)
    {
        model.Entity<OAuthClient>(e =>
        {
            e.ToTable("client");
            e.HasKey(x => x.Id);
            e.Ignore(x => x.IsPublic);
            e.Property(x => x.ClientId).HasMaxLength(64);
            e.HasIndex(x => x.ClientId, ClientName).IsUnique();
        });
        model.Entity<AuthorizationCode>(e =>
        {
            e.ToTable("authorization_code");
            e.HasKey(x => x.Hash);
            e.HasIndex(x => x.CreatedAt);
        });
        model.Entity<TokenFamily>(e =>
        {
            e.ToTable("token_family");
            e.HasKey(x => x.Id);
            e.HasIndex(x => x.SignedInAt);
            e.HasIndex(x => x.AccountId);
        });
        model.Entity<RefreshToken>(e =>
        {
            e.ToTable("refresh_token");
            e.HasKey(x => x.Hash);
            e.HasOne<TokenFamily>().WithMany().HasForeignKey(x => x.FamilyId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<SigningKey>(e =>
        {
            e.ToTable("signing_key");
            e.HasKey(x => x.Id);
            e.HasIndex(x => x.SignsFrom).IsUnique();
        });
    }
}
