using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.DirectoryFeed;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.Organisations.Riders;
using RiderPlatform.Organisations.Tokens;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Demo;

/// <summary>Demo riders, accounts and clients, once; and the list of accounts in the data folder.</summary>
internal sealed class DemoPeople(
    OrganisationsDb db, KeyRing keys, SignInLoad load, TimeProvider time, IConfiguration configuration) : ISeed
{
    public async Task SeedAsync(CancellationToken ct)
    {
        var password = configuration["Demo:Password"] is { Length: >= AccountsSetup.MinPasswordLength } given
            ? given : throw new InvalidOperationException(
                $"Demo:Enabled needs Demo:Password of at least {AccountsSetup.MinPasswordLength} characters.");
        var accounts =
            DemoAccount.All(await FirstStreetAsync("510104", ct), await FirstStreetAsync("510107", ct)).ToList();
        var known = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == accounts[0].Id, ct);
        if (known is null)
        {
            await AddAsync(accounts, await load.HashAsync(password, ct), ct);
        }
        else if (!await load.VerifyAsync(known.PasswordHash!, password, ct))
        {
            await RenewPasswordAsync(accounts, await load.HashAsync(password, ct), ct);
        }

        await DemoAccountsFile.WriteAsync(configuration["RIDERPLATFORM_DATA"], accounts, password, db, ct);
    }

    private Task<string> FirstStreetAsync(string county, CancellationToken ct) =>
        db.Regions.Where(r => r.ParentCode == county).OrderBy(r => r.Code).Select(r => r.Code).FirstAsync(ct);

    /// <summary>
    /// One hash for all: they share the password anyway, and thirty hashes would take four seconds of the start.
    /// </summary>
    private async Task AddAsync(List<DemoAccount> accounts, string hash, CancellationToken ct)
    {
        var streets = await db.Regions.AsNoTracking().Where(r => r.ParentCode == "510104" || r.ParentCode == "510107")
            .OrderBy(r => r.Code).Select(r => r.Code).ToListAsync(ct);
        var riders = DemoNames.Riders.Select((name, i) => NewRider(i + 1, name, streets[i % streets.Count])).ToList();
        db.AddRange(riders);
        riders.ForEach(r => db.Publish(r.Fact(), r.Id, r.Version));
        foreach (var account in accounts)
        {
            var (made, grant) = (NewAccount(account, hash),
                NewGrant(account.Id, account.Role, account.Region, account.OrganisationId));
            db.Add(made);
            db.Add(grant);
            db.PublishHandler(made, [grant], made.CreatedAt);
        }

        AddClients(hash);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private Rider NewRider(int n, string name, string street) => RiderText.NewRider(
        keys, StableId.Of($"rider/demo/{n}"), name, $"138{n:D8}",
        (street, StableId.Of(DemoNames.Platform("5101", n % 2 == 0 ? "b" : "a")),
            n % 2 == 0 ? RiderGroup.Courier : RiderGroup.FoodDelivery,
            n % 5 == 0 ? MemberStatus.Full : MemberStatus.None),
        time.GetUtcNow());

    private Account NewAccount(DemoAccount account, string hash) => new()
    {
        Id = account.Id,
        UserName = account.User,
        NormalizedUserName = account.User.ToUpperInvariant(),
        DisplayName = account.DisplayName,
        RiderId = account.RiderId,
        PasswordHash = hash,
        SecurityStamp = Guid.CreateVersion7().ToString("N"),
        CreatedAt = time.GetUtcNow(),
    };

    private void AddClients(string hash)
    {
        db.Add(NewClient("rider-app", "骑手端 Rider app", null, [.. RedirectUris.OfDemo]));
        var agency = NewClient("agency-demo", "锦江区交警业务系统（演示）", hash, []);
        db.Add(agency);
        db.Add(NewGrant(
            agency.Id, Roles.Handler, "510104", StableId.Of(DemoNames.Department("510104", "traffic-police"))));
        foreach (var (slug, name) in DemoNames.Platforms)
        {
            var platform = NewClient(DemoNames.PlatformClient(slug), $"{name}申诉系统", hash, []);
            db.Add(platform);
            db.Add(NewGrant(
                platform.Id, Roles.Handler, "5101", StableId.Of(DemoNames.Platform("5101", slug))));
        }
    }

    private static OAuthClient NewClient(string id, string name, string? hash, List<string> redirects) => new()
    {
        Id = StableId.Of($"client/{id}"),
        ClientId = id,
        Name = name,
        SecretHash = hash,
        RedirectUris = redirects,
    };

    private static AccessGrant NewGrant(Guid subject, string role, string region, Guid? organisation) => new()
    {
        Id = StableId.Of($"grant/{subject}/{role}/{region}"),
        SubjectId = subject,
        Role = role,
        RegionCode = region,
        OrganisationId = organisation,
    };

    /// <summary>The demo's password is configuration: when that changes, the accounts follow.</summary>
    private async Task RenewPasswordAsync(List<DemoAccount> accounts, string hash, CancellationToken ct)
    {
        var ids = accounts.Select(a => a.Id).ToList();
        await db.Accounts.Where(a => ids.Contains(a.Id))
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.PasswordHash, hash), ct);
        string[] clients = ["agency-demo", .. DemoNames.Platforms.Select(p => DemoNames.PlatformClient(p.Slug))];
        await db.Clients.Where(c => clients.Contains(c.ClientId))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.SecretHash, hash), ct);
    }
}
