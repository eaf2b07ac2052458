using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Organisations.Tokens;

/// <summary><c>grant_type=refresh_token</c>: each token is good once and makes the next.</summary>
internal sealed class RefreshTokens(
    OrganisationsDb db, AccessTokens tokens, TimeProvider time, ILogger<RefreshTokens> logger)
{
    public async Task<IResult> RefreshAsync(OAuthClient client, OAuthForm form, CancellationToken ct)
    {
        if (form["refresh_token"] is not { } presented)
        {
            return OAuthError.InvalidRequest("refresh_token is required.").ToResult();
        }

        var next = Secrets.New();
        var (family, outcome) = await db.InTransactionAsync(() => RotateAsync(client, presented, next, ct), ct);
        if (outcome == RefreshOutcome.Rotated
            && await db.Accounts.AsNoTracking()
                .SingleOrDefaultAsync(a => a.Id == family!.AccountId && a.Active, ct) is { } account)
        {
            return Results.Json(new TokenAnswer
            {
                AccessToken = await tokens.ForAccountAsync(account, client.ClientId, family!.ScopeText, ct),
                RefreshToken = next,
                Scope = family.ScopeText,
            });
        }

        if (outcome == RefreshOutcome.Reused)
        {
            logger.LogWarning("A refresh token of {Client} was used twice: its family {Family} is revoked",
                client.ClientId, family!.Id);
        }

        return OAuthError.InvalidGrant("The refresh token is unknown, used, expired or revoked. Sign in again.")
            .ToResult();
    }

    /// <summary>RFC 7009: revoking what is unknown or already revoked succeeds.</summary>
    public Task<bool> RevokeAsync(
        OAuthClient client, string presented, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var (family, _) = await LoadAsync(presented, ct);
        if (family?.ClientId != client.Id)
        {
            return false;
        }

        family.Revoke("revoked by the client", time.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return true;
    }, ct);

    private async Task<(TokenFamily?, RefreshOutcome)> RotateAsync(
        OAuthClient client, string presented, string next, CancellationToken ct)
    {
        var (family, token) = await LoadAsync(presented, ct);
        if (family is null || token is null)
        {
            return (null, RefreshOutcome.NotYours);
        }

        var outcome = family.Refresh(token, client.Id, time.GetUtcNow());
        if (outcome == RefreshOutcome.Rotated)
        {
            db.Add(CodeExchange.NewRefreshToken(next, family.Id, time.GetUtcNow()));
        }

        await db.SaveChangesAsync(ct);
        return (family, outcome);
    }

    /// <summary>
    /// The family's row is locked first, then its token read: two uses of one token come one after the other.
    /// </summary>
    private async Task<(TokenFamily?, RefreshToken?)> LoadAsync(string presented, CancellationToken ct)
    {
        var hash = Secrets.Hash(presented);
        var family = await db.Families.FromSql($"""
            select f.* from token_family f
            where f.id = (select family_id from refresh_token where hash = {hash}) for update
            """).SingleOrDefaultAsync(ct);
        return (family, family is null ? null : await db.RefreshTokens.SingleOrDefaultAsync(t => t.Hash == hash, ct));
    }
}
