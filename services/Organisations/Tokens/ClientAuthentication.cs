using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// Which client asks: public ones by name alone, confidential ones by their secret, whose failures are counted and
/// recorded.
/// </summary>
internal sealed class ClientAuthentication(OrganisationsDb db, Attempts attempts, SignInLoad load)
{
    public async Task<(OAuthClient? Client, OAuthError? Error)> AuthenticateAsync(
        OAuthForm form, string address, CancellationToken ct)
    {
        var client = form.ClientId is { } id && GrantRules.IsUserName(id)
            ? await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == id && c.Active, ct) : null;
        if (client is { IsPublic: true } && form.ClientSecret is null)
        {
            return (client, null);
        }

        if (await attempts.IsHeldBackAsync(address, ct))
        {
            return (null, OAuthError.SlowDown);
        }

        var good = await CheckAsync(client, form.ClientSecret ?? "", ct);
        var outcome = good ? SignInOutcome.Succeeded : SignInOutcome.WrongClientSecret;
        await attempts.RecordAsync(outcome, client?.Id, client?.ClientId, null, address, ct);
        return good ? (client, null) : (null, OAuthError.InvalidClient);
    }

    private async Task<bool> CheckAsync(OAuthClient? client, string secret, CancellationToken ct)
    {
        if (client?.SecretHash is { } hash)
        {
            return await load.VerifyAsync(hash, secret, ct);
        }

        await load.VerifyInVainAsync(secret, ct);
        return false;
    }
}
