using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;

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
        var client = form.ClientId is { Length: <= 64 } id
            ? await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == id && c.Active, ct) : null;
        if (client is { IsPublic: true } && form.ClientSecret is null)
        {
            return (client, null);
        }

        if (await attempts.IsHeldBackAsync(address, ct))
        {
            return (
                null, new OAuthError("slow_down", "Too many failures from this address. Wait a quarter of an hour."));
        }

        var good = await CheckAsync(client, form.ClientSecret ?? "", ct);
        await attempts.RecordAsync(
            good ? SignInOutcome.Succeeded
                : SignInOutcome.WrongClientSecret, client?.Id, form.ClientId, null, address, ct);
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
