using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using RiderPlatform.Grievances.Domain;

namespace RiderPlatform.Grievances.Photos;

/// <summary>Reads where a photo says that it was taken, before the metadata is dropped.</summary>
internal static class PhotoMetadata
{
    /// <summary>Null where the file does not say, or cannot be read.</summary>
    public static Position? PositionOf(string file)
    {
        try
        {
            var gps = ImageMetadataReader.ReadMetadata(file).OfType<GpsDirectory>().FirstOrDefault();
            return gps?.GetGeoLocation() is { IsZero: false } at ? new Position(at.Longitude, at.Latitude) : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a hostile file makes the reader throw, it only says that there is no position in it.
            return null;
        }
    }
}
