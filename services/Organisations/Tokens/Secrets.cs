using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RiderPlatform.Organisations.Tokens;

/// <summary>
/// Codes and refresh tokens: 256 random bits, of which only the hash is kept (no salt needed at that length).
/// </summary>
internal static class Secrets
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
