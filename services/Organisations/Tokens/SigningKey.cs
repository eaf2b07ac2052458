namespace RiderPlatform.Organisations.Tokens;

/// <summary>An RSA key of 3072 bits; the private half is sealed with the platform's key.</summary>
public sealed class SigningKey
{
    public required string Id { get; init; }

    public required byte[] SealedPrivateKey { get; init; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }

    public required DateTimeOffset SignsFrom { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
