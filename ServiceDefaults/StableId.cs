using System.Security.Cryptography;
using System.Text;

namespace RiderPlatform.ServiceDefaults;

/// <summary>
/// Ids made from a name (RFC 9562 version 8 over SHA-256): the same name gives the same id in every service and on
/// every run. Used for seeds and for rows whose natural key is a text, so that a replay meets the row that it made
/// before.
/// </summary>
public static class StableId
{
    public static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        var id = hash[..16];
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
