using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RiderPlatform.Organisations.Domain;

/// <summary>Proof key for code exchange (RFC 7636), method S256 only.</summary>
public static class Pkce
{
    public const string Method = "S256";

    /// <summary>BASE64URL of a SHA-256: 43 characters.</summary>
    public static bool IsChallenge(string? text) => text is { Length: 43 } && text.All(IsUnreserved);

    /// <summary>43 to 128 unreserved characters, whose hash is the challenge.</summary>
    public static bool Verifies(string? verifier, string challenge)
    {
        if (verifier is not { Length: >= 43 and <= 128 } || !verifier.All(IsUnreserved))
        {
            return false;
        }

        var made = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(made), Encoding.ASCII.GetBytes(challenge));
    }

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';
}
