using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RiderPlatform.Grievances.Tests.Webhooks;

/// <summary>
/// A receiver's side, written from the specification as its reference libraries have it: whichever of the signatures
/// fits is enough, other versions are passed over, and a timestamp more than five minutes off is refused.
/// </summary>
internal static class StandardVerifier
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static bool Accepts(string secret, Message message, DateTimeOffset now) => Accepts(
        secret, message.Headers.GetValueOrDefault("webhook-id"), message.Headers.GetValueOrDefault("webhook-timestamp"),
        message.Headers.GetValueOrDefault("webhook-signature"), message.Body, now);

    public static bool Accepts(
        string secret, string? id, string? timestamp, string? signatures, string body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(signatures)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (DateTimeOffset.FromUnixTimeSeconds(seconds) - now).Duration() > Tolerance)
        {
            return false;
        }

        var key = secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret["whsec_".Length..] : secret;
        using var hmac = new HMACSHA256(Convert.FromBase64String(key));
        var wanted = hmac.ComputeHash(Encoding.UTF8.GetBytes(string.Concat(id, ".", timestamp, ".", body)));
        foreach (var versioned in signatures.Split(' '))
        {
            var comma = versioned.IndexOf(',', StringComparison.Ordinal);
            var given = new byte[64];
            if (comma > 0 && versioned[..comma] == "v1"
                && Convert.TryFromBase64String(versioned[(comma + 1)..], given, out var length)
                && CryptographicOperations.FixedTimeEquals(given.AsSpan(0, length), wanted))
            {
                return true;
            }
        }

        return false;
    }
}
