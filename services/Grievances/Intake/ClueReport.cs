using System.Text.Json;
using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;

namespace RiderPlatform.Grievances.Intake;

/// <summary>A report as its sender meant it, checked field by field, not yet routed.</summary>
public sealed record ClueReport(
    Guid? RiderId, Guid ActorId, string Category, string Text, Position? Position, string? IdempotencyKey, Guid? Hash)
{
    public CaseKind Kind { get; init; } = CaseKind.Clue;

    public string ActorRole { get; init; } = "rider";

    public string? AnswersJson { get; init; }

    /// <summary>
    /// Half of a SHA-256 over what the sender said, photos included: 128 bits are plenty to tell a repeat from another
    /// report, and half the bytes in every row. Independent of how the body was encoded, because a retried multipart
    /// body has another boundary.
    /// </summary>
    public static Guid HashOf(ReportClue.Request request, IReadOnlyList<UploadedPhoto> photos)
    {
        var (category, text, region) = (request.Category ?? "", request.Text ?? "", request.RegionCode ?? "");
        var more = request.Kind is null && request.Answers is null ? ""
            : JsonSerializer.Serialize(request, ClueJson.Http.Request);
        var most = Encoding.UTF8.GetMaxByteCount(category.Length + text.Length + region.Length + more.Length)
            + 4 + 16 + (SHA256.HashSizeInBytes * photos.Count);
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var length = Append(buffer, 0, category);
            length = Append(buffer, length, text);
            length = Append(buffer, length, region);
            length = more.Length == 0 ? length : Append(buffer, length, more);
            BinaryPrimitives.WriteDoubleLittleEndian(buffer.AsSpan(length), request.Longitude ?? double.NaN);
            BinaryPrimitives.WriteDoubleLittleEndian(buffer.AsSpan(length + 8), request.Latitude ?? double.NaN);
            length += 16;
            foreach (var photo in photos)
            {
                photo.Hash.CopyTo(buffer, length);
                length += photo.Hash.Length;
            }

            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer.AsSpan(0, length), digest);
            return new Guid(digest[..16]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Texts end with a zero, which none of them holds: where one ends is part of what is said.</summary>
    private static int Append(byte[] buffer, int at, string text)
    {
        at += Encoding.UTF8.GetBytes(text, buffer.AsSpan(at));
        buffer[at] = 0;
        return at + 1;
    }
}
