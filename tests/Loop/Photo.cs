using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace RiderPlatform.Loop;

/// <summary>
/// Small pictures as a phone sends them: JPEG with maker, model, time and the position in the EXIF. The platform must
/// store the picture and none of that.
/// </summary>
public static class Photo
{
    /// <summary>A manhole without its cover.</summary>
    public static byte[] Bytes { get; } = Read("manhole.jpg");

    /// <summary>The same place with the cover on it: evidence, taken as this process started.</summary>
    public static byte[] Mended { get; } = TakenNow(Read("mended.jpg"));

    /// <summary>A text that lies in the EXIF: to be found in no stored photo.</summary>
    public static ReadOnlySpan<byte> Serial => "serial 0042"u8;

    public static ByteArrayContent Content(byte[]? bytes = null, string type = "image/jpeg")
    {
        var content = new ByteArrayContent(bytes ?? Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }

    /// <summary>EXIF has the time on the wall as text, always as long.</summary>
    private static byte[] TakenNow(byte[] photo)
    {
        var now = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        var text = Encoding.ASCII.GetBytes(now.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture));
        text.CopyTo(photo.AsSpan(photo.AsSpan().IndexOf("2025:03:14 12:34:56"u8)));
        return photo;
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(Photo).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
