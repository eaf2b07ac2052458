using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Intake;

/// <summary>A report as its sender meant it, checked field by field, not yet routed.</summary>
public sealed record ClueReport(
    Guid RiderId, Guid ActorId, string Category, string Text, Position? Position, string? NamedRegion,
        string? IdempotencyKey, Guid? Hash)
{
    /// <summary>
    /// Half of a SHA-256 over what the sender said, photos included: 128 bits are plenty to tell a repeat from another
    /// report, and half the bytes in every row. Independent of how the body was encoded, because a retried multipart
    /// body has another boundary.
    /// </summary>
    public static Guid HashOf(ReportClue.Request request, IEnumerable<byte[]> photos)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in (ReadOnlySpan<string?>)[request.Category, request.Text, request.RegionCode])
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text ?? ""));
            hash.AppendData([0]);
        }

        Span<byte> position = stackalloc byte[16];
        BinaryPrimitives.WriteDoubleLittleEndian(position, request.Longitude ?? double.NaN);
        BinaryPrimitives.WriteDoubleLittleEndian(position[8..], request.Latitude ?? double.NaN);
        hash.AppendData(position);
        foreach (var photo in photos)
        {
            hash.AppendData(photo);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return new Guid(digest[..16]);
    }
}
