namespace RiderPlatform.Organisations.Domain;

public enum CodeOutcome
{
    Redeemed,

    /// <summary>Presented a second time: whoever holds its tokens may be a thief, so they are revoked.</summary>
    AlreadyUsed,
    Expired,

    /// <summary>Another client, another redirect address, or a verifier that does not fit.</summary>
    NotYours,
}

/// <summary>
/// What a sign-in hands to the client by way of the browser; exchanged once, within a minute, for tokens.
/// </summary>
public sealed class AuthorizationCode
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>SHA-256 of the code: the database does not hold what could be redeemed.</summary>
    public required byte[] Hash { get; init; }

    public required Guid ClientId { get; init; }

    public required Guid AccountId { get; init; }

    public required string RedirectUri { get; init; }

    public required string Challenge { get; init; }

    public required string ScopeText { get; init; }

    public string? Nonce { get; init; }

    /// <summary>The family that the refresh tokens of this sign-in will belong to.</summary>
    public required Guid FamilyId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>Uses the code up, also when the answer is no: a wrong verifier is not to be tried twice.</summary>
    public CodeOutcome Redeem(Guid clientId, string redirectUri, string? verifier, DateTimeOffset now)
    {
        if (UsedAt is not null)
        {
            return CodeOutcome.AlreadyUsed;
        }

        UsedAt = now;
        if (now >= CreatedAt + Lifetime)
        {
            return CodeOutcome.Expired;
        }

        var fits = ClientId == clientId && RedirectUri == redirectUri && Pkce.Verifies(verifier, Challenge);
        return fits ? CodeOutcome.Redeemed : CodeOutcome.NotYours;
    }
}
