using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Domain;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Organisations.Tokens;

/// <summary><c>grant_type=authorization_code</c></summary>
internal sealed class CodeExchange(
    OrganisationsDb db, AccessTokens tokens, TimeProvider time, ILogger<CodeExchange> logger)
{
    public async Task<IResult> ExchangeAsync(OAuthClient client, OAuthForm form, CancellationToken ct)
    {
        if (form["code"] is not { } code || form["redirect_uri"] is not { } redirectUri
            || form["code_verifier"] is not { } verifier)
        {
            return OAuthError.InvalidRequest("code, redirect_uri and code_verifier are required.").ToResult();
        }

        var refreshToken = Secrets.New();
        var hash = Secrets.Hash(code);
        var (redeemed, outcome) = await db.InTransactionAsync(async () =>
        {
            // Locked: of two that present the same code at once, one redeems it and the other is told that it was used.
            var row = await db.Codes.FromSql($"select * from authorization_code where hash = {hash} for update")
                .SingleOrDefaultAsync(ct);
            var outcome = row?.Redeem(client.Id, redirectUri, verifier, time.GetUtcNow());
            await ApplyAsync(row, outcome, refreshToken, ct);
            return (row, outcome);
        }, ct);

        if (outcome == CodeOutcome.Redeemed
            && await db.Accounts.AsNoTracking()
                .SingleOrDefaultAsync(a => a.Id == redeemed!.AccountId && a.Active, ct) is { } account)
        {
            return Results.Json(new TokenAnswer
            {
                AccessToken = await tokens.ForAccountAsync(account, client.ClientId, redeemed!.ScopeText, ct),
                RefreshToken = refreshToken,
                Scope = redeemed.ScopeText,
                IdToken = redeemed.ScopeText.Split(' ').Contains("openid")
                    ? await tokens.IdTokenAsync(account, client.ClientId, redeemed.Nonce, redeemed.CreatedAt, ct)
                        : null,
            });
        }

        logger.LogInformation(
            "Code refused for {Client}: {Outcome}", client.ClientId, outcome?.ToString() ?? "Unknown");
        return OAuthError.InvalidGrant(
            "The code is unknown, used, expired, or was given for another client, address or verifier.").ToResult();
    }

    internal static RefreshToken NewRefreshToken(string token, Guid family, DateTimeOffset now) =>
        new() { Hash = Secrets.Hash(token), FamilyId = family, CreatedAt = now };

    private async Task ApplyAsync(
        AuthorizationCode? code, CodeOutcome? outcome, string refreshToken, CancellationToken ct)
    {
        if (outcome == CodeOutcome.Redeemed)
        {
            db.Add(new TokenFamily
            {
                Id = code!.FamilyId,
                ClientId = code.ClientId,
                AccountId = code.AccountId,
                ScopeText = code.ScopeText,
                SignedInAt = code.CreatedAt,
            });
            db.Add(NewRefreshToken(refreshToken, code.FamilyId, time.GetUtcNow()));
        }
        else if (outcome == CodeOutcome.AlreadyUsed && await db.Families.FindAsync([code!.FamilyId], ct) is { } family)
        {
            family.Revoke("authorization code used twice", time.GetUtcNow());
        }

        await db.SaveChangesAsync(ct);
    }
}
