using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// The platform's own pages are a public client of every deployment. Its row follows the issuer, which is where those
/// pages lie: with another domain name or port the old address is no longer one to send a code to.
/// </summary>
internal sealed class SeedConsole(OrganisationsDb db, IConfiguration configuration) : ISeed
{
    public const string ClientId = "console";
    private const string Callback = "/console/callback";

    public async Task SeedAsync(CancellationToken ct)
    {
        var redirects = Redirects();
        var known = await db.Clients.SingleOrDefaultAsync(c => c.ClientId == ClientId, ct);
        if (known is null)
        {
            db.Add(new OAuthClient
            {
                Id = StableId.Of($"client/{ClientId}"),
                ClientId = ClientId,
                Name = "控制台 Console",
                RedirectUris = redirects,
            });
        }
        else if (!known.IsPublic)
        {
            throw new InvalidOperationException(
                $"The client id '{ClientId}' belongs to an agency's system. It is the platform's own: rename that one.");
        }
        else if (!known.RedirectUris.SequenceEqual(redirects))
        {
            known.RedirectUris = redirects;
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private List<string> Redirects()
    {
        var own = AccessTokens.Issuer(configuration).TrimEnd('/') + Callback;
        return configuration.GetValue<bool>("Demo:Enabled") ? [own, .. RedirectUris.OfDemo] : [own];
    }
}
