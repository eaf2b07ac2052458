namespace RiderPlatform.Organisations.Domain;

public enum RefreshOutcome
{
    Rotated,

    /// <summary>Presented a second time: the whole family is revoked (RFC 9700, 4.14.2).</summary>
    Reused,
    Expired,
    Revoked,
    NotYours,
}

/// <summary>One sign-in and the chain of refresh tokens that came of it.</summary>
public sealed class TokenFamily
{
    /// <summary>After this the person signs in again, however busy the client was.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public required Guid Id { get; init; }

    public required Guid ClientId { get; init; }

    public required Guid AccountId { get; init; }

    public required string ScopeText { get; init; }

    public required DateTimeOffset SignedInAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBecause { get; set; }

    public RefreshOutcome Refresh(RefreshToken token, Guid clientId, DateTimeOffset now)
    {
        if (ClientId != clientId)
        {
            return RefreshOutcome.NotYours;
        }

        if (RevokedAt is not null)
        {
            return RefreshOutcome.Revoked;
        }

        if (token.UsedAt is not null)
        {
            Revoke("refresh token used twice", now);
            return RefreshOutcome.Reused;
        }

        if (now >= SignedInAt + Lifetime || now >= token.CreatedAt + RefreshToken.Lifetime)
        {
            return RefreshOutcome.Expired;
        }

        token.UsedAt = now;
        return RefreshOutcome.Rotated;
    }

    public void Revoke(string because, DateTimeOffset now)
    {
        if (RevokedAt is null)
        {
            (RevokedAt, RevokedBecause) = (now, because);
        }
    }
}

/// <summary>Used once; its use makes the next one.</summary>
public sealed class RefreshToken
{
    /// <summary>A client that was away longer asks for a new sign-in.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Hash { get; init; }

    public required Guid FamilyId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
