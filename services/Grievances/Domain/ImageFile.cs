using System.Buffers.Binary;

namespace RiderPlatform.Grievances.Domain;

/// <summary>What a photo's own bytes say, whatever its name and content type claim.</summary>
public static class ImageFile
{
    /// <summary>
    /// What no photo carries behind its end: archives, documents, pages and scripts that another reader would run.
    /// </summary>
    private static readonly byte[][] Foreign =
        ["PK\x03\x04"u8.ToArray(), "%PDF"u8.ToArray(), "<script"u8.ToArray(), "<?php"u8.ToArray(), "<html"u8.ToArray(),
            "<svg"u8.ToArray(), "Rar!"u8.ToArray(), "\u007fELF"u8.ToArray()];

    /// <summary><c>jpeg</c>, <c>png</c>, <c>webp</c>, <c>heif</c> or null.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] =>
            "webp",
        [0, 0, 0, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] when file.Length >= 12
            && IsHeicBrand(file[8..12]) => "heif",
        _ => null,
    };

    /// <summary>
    /// True when something lies behind the image's end that is no part of a photo. Telephones append films and previews
    /// to a JPEG, so there only foreign beginnings count; PNG and WebP have nothing behind their end.
    /// </summary>
    public static bool CarriesSomethingElse(ReadOnlySpan<byte> file) => TypeOf(file) switch
    {
        "png" => EndOfPng(file) != file.Length,
        // A RIFF chunk is padded to an even length.
        "webp" =>
            BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L is var end && file.Length != end
            && file.Length != end + (end & 1),
        "jpeg" => HoldsForeign(file[EndOfJpeg(file)..]),
        _ => false,
    };

    private static bool IsHeicBrand(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8)
            || brand.SequenceEqual("msf1"u8);

    /// <summary>Chunks: length, type, data, checksum; the last is IEND. -1 where they do not add up.</summary>
    private static long EndOfPng(ReadOnlySpan<byte> file)
    {
        long at = 8;
        while (at + 12 <= file.Length)
        {
            var chunk = file[(int)at..];
            at += 12 + (long)BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (chunk[4..8].SequenceEqual("IEND"u8))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>
    /// Behind the first end-of-image marker that is no part of a segment; the file's length where there is none.
    /// </summary>
    private static int EndOfJpeg(ReadOnlySpan<byte> file)
    {
        var at = 2;
        while (at + 4 <= file.Length)
        {
            var (isMarker, marker) = (file[at] == 0xFF, file[at + 1]);
            if (!isMarker || marker is 0x00 or 0xFF or (>= 0xD0 and <= 0xD7))
            {
                // Inside compressed data: on to the next byte that can begin a marker.
                var next = file[(at + 1)..].IndexOf((byte)0xFF);
                at = next < 0 ? file.Length : at + 1 + next;
            }
            else if (marker == 0xD9)
            {
                return at + 2;
            }
            else
            {
                at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            }
        }

        return file.Length;
    }

    private static bool HoldsForeign(ReadOnlySpan<byte> tail)
    {
        foreach (var beginning in Foreign)
        {
            if (tail.IndexOf(beginning) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
