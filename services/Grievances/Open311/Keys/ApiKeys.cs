using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Open311.Wire;

namespace RiderPlatform.Grievances.Open311.Keys;

/// <summary>Keys of other systems: 32 random bytes, so that a plain SHA-256 of them gives nothing away.</summary>
internal static class ApiKeys
{
    private const string Prefix = "o311_";
    private const int MaxLength = 200;

    public static (string Key, byte[] Hash) Make()
    {
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (key, HashOf(key));
    }

    /// <summary>The key that the call carries, or the 403 that it gets.</summary>
    /// <param name="call">What is refused, as the specification's example names it: <c>create_request</c>.</param>
    public static async Task<(Open311KeyRow? Key, Open311Error? Error)> FindAsync(
        GrievancesDb db, Sent sent, string call, CancellationToken ct)
    {
        if (sent.One("api_key") is not { } key)
        {
            return (null, Open311Error.KeyMissing(call));
        }

        var hash = key.Length <= MaxLength ? HashOf(key) : [];
        var row = await db.Set<Open311KeyRow>().AsNoTracking()
            .SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null, ct);
        return row is null ? (null, Open311Error.KeyInvalid(call)) : (row, null);
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
