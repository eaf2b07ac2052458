using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RiderPlatform.Grievances.Webhooks;

/// <summary>
/// Standard Webhooks 1.0.0, symmetric: HMAC-SHA256 over <c>id.timestamp.payload</c>, as <c>v1,base64</c>. Several
/// secrets give several signatures with a space between, so that a receiver changes its secret when it likes.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";
    private const string Prefix = "whsec_";

    /// <summary>The specification asks for 24 to 64.</summary>
    private const int SecretBytes = 32;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>As a receiver's library takes it.</summary>
    public static string Show(byte[] secret) => Prefix + Convert.ToBase64String(secret);

    /// <param name="id">Without a full stop, or two different messages could be signed alike.</param>
    public static string Of(
        string id, DateTimeOffset attempt, ReadOnlySpan<byte> payload, IEnumerable<byte[]> secrets)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(id.Contains('.', StringComparison.Ordinal), false);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{Seconds(attempt)}."), .. payload];
        return string.Join(
            ' ', secrets.Select(s => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(s, signed))}"));
    }

    public static string Seconds(DateTimeOffset attempt) =>
        attempt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
