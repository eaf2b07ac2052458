using System.Net.Http.Headers;

namespace RiderPlatform.Loop;

/// <summary>
/// A small real photo as a phone takes it: a JPEG with maker, model, time and the position in its EXIF. The platform
/// must store the picture and none of that.
/// </summary>
public static class Photo
{
    public static byte[] Bytes { get; } = Read();

    /// <summary>A text that lies in the EXIF: to be found in no stored photo.</summary>
    public static ReadOnlySpan<byte> Serial => "serial 0042"u8;

    public static ByteArrayContent Content(byte[]? bytes = null, string type = "image/jpeg")
    {
        var content = new ByteArrayContent(bytes ?? Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }

    private static byte[] Read()
    {
        using var stream = typeof(Photo).Assembly.GetManifestResourceStream("manhole.jpg")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
