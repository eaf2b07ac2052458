namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// A program that asks for tokens: public ones (browser, phone) by code and PKCE on behalf of a person; confidential
/// ones (an agency's system) by their secret on their own behalf.
/// </summary>
public sealed class OAuthClient
{
    public required Guid Id { get; init; }

    public required string ClientId { get; init; }

    public required string Name { get; set; }

    /// <summary>Null for a public client.</summary>
    public string? SecretHash { get; set; }

    /// <summary>Empty for a client that no person signs in to.</summary>
    public required List<string> RedirectUris { get; set; }

    public bool Active { get; set; } = true;

    public bool IsPublic => SecretHash is null;
}
