using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Http.Headers;

namespace RiderPlatform.Grievances.Tests;

/// <summary>Real pictures made by libvips, and what is only dressed up as one.</summary>
public static class Pictures
{
    private static readonly Lazy<byte[]> Photo = new(() => Make("jpg", 640, 480));

    public static byte[] Jpeg => Photo.Value;

    /// <summary>Random noise of this size in the format of the extension; large noise makes a large file.</summary>
    public static byte[] Make(string extension, int width, int height)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.{extension}");
        using var vips = Process.Start("vips", ["gaussnoise", file, $"{width}", $"{height}"]);
        vips.WaitForExit();
        Assert.Equal(0, vips.ExitCode);
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        return bytes;
    }

    public static void AddTo(MultipartFormDataContent form, params byte[][] photos)
    {
        foreach (var photo in photos)
        {
            var content = new ByteArrayContent(photo);
            content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            form.Add(content, "photos", "photo.jpg");
        }
    }

    /// <summary>The JPEG with an EXIF segment: turned by 90° (orientation 6), taken at this whole position.</summary>
    public static byte[] WithExif(
        byte[] jpeg, int latitudeDegrees, int latitudeMinutes, int longitudeDegrees, int longitudeMinutes)
    {
        var tiff = new byte[8 + 2 + 24 + 4 + 2 + 48 + 4 + 48];
        "MM\0*\0\0\0\u0008"u8.CopyTo(tiff);
        var at = 8;
        void Short(int value) { BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), (ushort)value); at += 2; }
        void Long(int value) { BinaryPrimitives.WriteInt32BigEndian(tiff.AsSpan(at), value); at += 4; }
        void Entry(int tag, int type, int count, int value) { Short(tag); Short(type); Long(count); Long(value); }
        const int gps = 8 + 2 + 24 + 4;
        const int rationals = gps + 2 + 48 + 4;
        Short(2);
        Entry(0x0112, 3, 1, 6 << 16);
        Entry(0x8825, 4, 1, gps);
        Long(0);
        Short(4);
        Entry(1, 2, 2, 'N' << 24);
        Entry(2, 5, 3, rationals);
        Entry(3, 2, 2, 'E' << 24);
        Entry(4, 5, 3, rationals + 24);
        Long(0);
        foreach (var part in (int[])[latitudeDegrees, latitudeMinutes, 0, longitudeDegrees, longitudeMinutes, 0])
        {
            Long(part);
            Long(1);
        }

        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        var length = body.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. body, .. jpeg.AsSpan(2)];
    }
}
