using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Photos;

/// <summary>A photo in the blob store that waits for its row; without one the sweep removes it.</summary>
public sealed record StoredPhoto(Guid Id, string Blob, string Thumbnail, int Width, int Height);

/// <summary>
/// From an uploaded file to blobs: what it is, how many pixels, then a new JPEG made of its pixels alone (turned
/// upright, at most 2048 wide or high, sRGB, no metadata) and a thumbnail. What the sender's file carried besides is
/// gone.
/// </summary>
public sealed partial class PhotoIntake(
    FolderPhotoStore files, IPhotoStore store, TimeProvider time, ILogger<PhotoIntake> logger) : IDisposable
{
    private const int MaxSide = 2048;
    private const int ThumbnailSide = 320;
    private const long MaxPixels = 100_000_000;

    /// <summary>Decoding takes a core; more at once would only take it from the reports without photos.</summary>
    private readonly SemaphoreSlim _atOnce = new(2);

    public string TemporaryFolder => files.TemporaryFolder;

    public void Dispose() => _atOnce.Dispose();

    /// <summary>All of them stored, or the first refusal and none that anyone will see.</summary>
    public async Task<(IReadOnlyList<StoredPhoto> Photos, ProblemHttpResult? Refusal)> KeepAsync(
        IReadOnlyList<UploadedPhoto> uploads, CancellationToken ct)
    {
        var stored = new List<StoredPhoto>(uploads.Count);
        for (var i = 0; i < uploads.Count; i++)
        {
            await _atOnce.WaitAsync(ct);
            try
            {
                var (photo, refusal) = await KeepAsync(uploads[i], ct);
                if (refusal is not null)
                {
                    return ([], refusal.ToProblem(("photo", i + 1)));
                }

                stored.Add(photo!);
            }
            finally
            {
                _atOnce.Release();
            }
        }

        return (stored, null);
    }

    private async Task<(StoredPhoto? Photo, Refusal? Refusal)> KeepAsync(UploadedPhoto upload, CancellationToken ct)
    {
        var bytes = await File.ReadAllBytesAsync(upload.File, ct);
        if (ImageFile.TypeOf(bytes) is not { } type)
        {
            return (null, PhotoRefusals.NotAPhoto);
        }

        if (ImageFile.CarriesSomethingElse(bytes))
        {
            return (null, PhotoRefusals.CarriesSomethingElse);
        }

        var header = await HeaderAsync(upload.File, ct);
        if (header is null || header.Loader != $"{type}load")
        {
            return (null, PhotoRefusals.NotAPhoto);
        }

        if (header.Width * header.Height > MaxPixels)
        {
            return (null, PhotoRefusals.TooManyPixels);
        }

        var photo = await ScaleAsync(upload.File, MaxSide, 82, ct);
        var thumbnail = photo is null ? null : await ScaleAsync(photo, ThumbnailSide, 75, ct);
        if (photo is null || thumbnail is null || await HeaderAsync(photo, ct) is not { } kept)
        {
            return (null, PhotoRefusals.NotAPhoto);
        }

        var day = ChinaTime.DayOf(time.GetUtcNow());
        return (new StoredPhoto(
            Guid.CreateVersion7(), await store.PutAsync(photo, day, ct), await store.PutAsync(thumbnail, day, ct),
            (int)kept.Width, (int)kept.Height), null);
    }

    private static async Task<Header?> HeaderAsync(string file, CancellationToken ct)
    {
        var (good, output) = await Vips.RunAsync("vipsheader", [file], ct);
        return good && HeaderLine().Match(output) is { Success: true } m
            ? new Header(
                long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture),
                long.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture), m.Groups[3].Value)
            : null;
    }

    /// <summary>A JPEG beside the upload, or null where the pixels cannot be read.</summary>
    private async Task<string?> ScaleAsync(string file, int side, int quality, CancellationToken ct)
    {
        var target = Path.Combine(TemporaryFolder, $"{Guid.CreateVersion7():N}.jpg");
        var (good, output) = await Vips.RunAsync("vipsthumbnail",
            [file, "-s", $"{side}x{side}>", "--eprofile", "srgb", "--fail-on", "error", "-o",
                $"{target}[Q={quality},strip,background=255]"], ct);
        if (good)
        {
            return target;
        }

        logger.LogInformation("A photo was refused: {Reason}", output.Trim());
        File.Delete(target);
        return null;
    }

    [GeneratedRegex(@": (\d+)x(\d+) .*?, ([a-z]+load)\s*$")]
    private static partial Regex HeaderLine();

    private sealed record Header(long Width, long Height, string Loader);
}
