using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RiderPlatform.Organisations.Accounts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// Writes access tokens (RFC 9068) and id tokens. Grants are read at this moment: a change holds within ten minutes.
/// </summary>
public sealed class AccessTokens(
    OrganisationsDb db, SigningKeyRing ring, TimeProvider time, IConfiguration configuration)
{
    public const string Audience = "rider-platform";
    public const string DefaultScope = "api";
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly string _issuer = Issuer(configuration);

    public static string Issuer(
        IConfiguration configuration) => configuration["Identity:Issuer"] ?? throw new InvalidOperationException(
        "Identity:Issuer is not set: the public address of the gateway, e.g. https://riders.example.gov.cn");

    public async Task<string> ForAccountAsync(Account account, string clientId, string scope, CancellationToken ct)
    {
        var claims = await ClaimsAsync(account.Id, clientId, scope, ct);
        if (account.RiderId is { } rider)
        {
            claims["rider"] = rider.ToString();
        }

        return await SignAsync(claims, "at+jwt", Audience, ct);
    }

    public async Task<string> ForClientAsync(OAuthClient client, string scope, CancellationToken ct)
    {
        var claims = await ClaimsAsync(client.Id, client.ClientId, scope, ct);
        claims[Scope.SystemClaim] = Scope.SystemValue;
        return await SignAsync(claims, "at+jwt", Audience, ct);
    }

    /// <summary>OpenID Connect Core, 2: who signed in, for the client alone.</summary>
    public Task<string> IdTokenAsync(
        Account account, string clientId, string? nonce, DateTimeOffset signedInAt, CancellationToken ct)
    {
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = account.Id.ToString(),
            ["auth_time"] = signedInAt.ToUnixTimeSeconds(),
            ["preferred_username"] = account.UserName!,
            ["name"] = account.DisplayName,
        };
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return SignAsync(claims, "JWT", clientId, ct);
    }

    private async Task<Dictionary<string, object>> ClaimsAsync(
        Guid subject, string clientId, string scope, CancellationToken ct)
    {
        var grants =
            await db.Grants.AsNoTracking().Where(g => g.SubjectId == subject).OrderBy(g => g.Id).ToListAsync(ct);
        return new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = subject.ToString(),
            [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7().ToString(),
            ["client_id"] = clientId,
            ["scope"] = scope,
            ["grants"] = grants.Select(g => new Grant(g.Role, g.RegionCode, g.OrganisationId).ToString()).ToArray(),
        };
    }

    private async Task<string> SignAsync(
        Dictionary<string, object> claims, string type, string audience, CancellationToken ct)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        claims[JwtRegisteredClaimNames.Iat] = now;
        claims[JwtRegisteredClaimNames.Nbf] = now;
        claims[JwtRegisteredClaimNames.Exp] = now + (long)Lifetime.TotalSeconds;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _issuer,
            Audience = audience,
            TokenType = type,
            Claims = claims,
            SigningCredentials = await ring.SigningAsync(ct),
        });
    }
}
