using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RiderPlatform.Stations.Domain;

/// <summary>
/// What a keeper sees in place of a rider: the same at each visit, another at every station, so that nobody can be
/// followed from station to station. Sixteen bits of a hash, shared by many riders, lead back to no id.
/// </summary>
public static class RiderPseudonym
{
    /// <returns><c>骑手 7F3A</c></returns>
    public static string Of(Guid station, Guid rider)
    {
        Span<byte> ids = stackalloc byte[32];
        station.TryWriteBytes(ids, bigEndian: true, out _);
        rider.TryWriteBytes(ids[16..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ids, hash);
        return $"骑手 {BinaryPrimitives.ReadUInt16BigEndian(hash):X4}";
    }
}
