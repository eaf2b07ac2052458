using System.Globalization;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Photos;

/// <summary>Reads where and when a photo says that it was taken, before the metadata is dropped.</summary>
internal static class PhotoMetadata
{
    private static readonly PhotoFacts Nothing = new(null, null);

    /// <summary>Nothing where the file does not say, or cannot be read.</summary>
    public static PhotoFacts Read(string file)
    {
        try
        {
            var parts = ImageMetadataReader.ReadMetadata(file);
            var at = parts.OfType<GpsDirectory>().FirstOrDefault()?.GetGeoLocation();
            return new(
                at is { IsZero: false } there ? new Position(there.Longitude, there.Latitude) : null,
                parts.OfType<ExifSubIfdDirectory>().FirstOrDefault() is { } exif ? TakenAt(exif) : null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a hostile file makes the reader throw, it only says that nothing is to be known from it.
            return Nothing;
        }
    }

    /// <summary>EXIF has the time on the wall; newer telephones say the zone, and the others are in China.</summary>
    private static DateTimeOffset? TakenAt(ExifSubIfdDirectory exif)
    {
        if (!exif.TryGetDateTime(ExifDirectoryBase.TagDateTimeOriginal, out var local))
        {
            return null;
        }

        var zone = exif.GetString(ExifDirectoryBase.TagTimeZoneOriginal);
        return DateTimeOffset.TryParseExact($"{local:yyyy-MM-ddTHH:mm:ss}{zone}", "yyyy-MM-ddTHH:mm:sszzz",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact)
            ? exact : new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), ChinaTime.Offset);
    }
}
