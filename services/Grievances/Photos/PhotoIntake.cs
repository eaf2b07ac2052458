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

    /// <summary>All of them stored, or the first refusal and none of them.</summary>
    public async Task<(IReadOnlyList<StoredPhoto> Photos, ProblemHttpResult? Refusal)> KeepAsync(
        IReadOnlyList<UploadedPhoto> uploads, CancellationToken ct)
    {
        if (uploads.Count == 0)
        {
            return ([], null);
        }

        var made = new List<Made>(uploads.Count);
        try
        {
            foreach (var upload in uploads)
            {
                var (photo, refusal) = await MakeAsync(upload, ct);
                if (photo is null)
                {
                    return ([], refusal!.ToProblem(("photo", made.Count + 1)));
                }

                made.Add(photo);
            }

            return (await StoreAsync(made, ct), null);
        }
        finally
        {
            made.ForEach(m => m.Remove());
        }
    }

    private async Task<List<StoredPhoto>> StoreAsync(List<Made> made, CancellationToken ct)
    {
        var day = ChinaTime.DayOf(time.GetUtcNow());
        var stored = new List<StoredPhoto>(made.Count);
        foreach (var m in made)
        {
            var (blob, thumbnail) = (await store.PutAsync(m.File, day, ct), await store.PutAsync(m.Thumbnail, day, ct));
            stored.Add(
                new StoredPhoto(Guid.CreateVersion7(), blob, thumbnail, (int)m.Header.Width, (int)m.Header.Height));
        }

        return stored;
    }

    private async Task<(Made? Photo, Refusal? Refusal)> MakeAsync(UploadedPhoto upload, CancellationToken ct)
    {
        await _atOnce.WaitAsync(ct);
        try
        {
            return await CheckAsync(upload, ct) is { } refusal ? (null, refusal) : await ScaleAsync(upload, ct);
        }
        finally
        {
            _atOnce.Release();
        }
    }

    private static async Task<Refusal?> CheckAsync(UploadedPhoto upload, CancellationToken ct)
    {
        var bytes = await File.ReadAllBytesAsync(upload.File, ct);
        if (ImageFile.TypeOf(bytes) is not { } type)
        {
            return PhotoRefusals.NotAPhoto;
        }

        if (ImageFile.CarriesSomethingElse(bytes))
        {
            return PhotoRefusals.CarriesSomethingElse;
        }

        return await HeaderAsync(upload.File, ct) switch
        {
            { Width: var width, Height: var height } when width * height > MaxPixels => PhotoRefusals.TooManyPixels,
            { Loader: var loader } when loader == $"{type}load" => null,
            _ => PhotoRefusals.NotAPhoto,
        };
    }

    private async Task<(Made? Photo, Refusal? Refusal)> ScaleAsync(UploadedPhoto upload, CancellationToken ct)
    {
        var made = new Made(Temporary(), Temporary(), new Header(0, 0, ""));
        if (await ScaleAsync(upload.File, made.File, MaxSide, 82, ct)
            && await ScaleAsync(made.File, made.Thumbnail, ThumbnailSide, 75, ct)
            && await HeaderAsync(made.File, ct) is { } header)
        {
            return (made with { Header = header }, null);
        }

        made.Remove();
        return (null, PhotoRefusals.NotAPhoto);
    }

    private async Task<bool> ScaleAsync(string file, string target, int side, int quality, CancellationToken ct)
    {
        var (good, output) = await Vips.RunAsync("vips",
            ["thumbnail", file, $"{target}[Q={quality},strip,background=255]", $"{side}", "--height", $"{side}",
                "--size", "down", "--fail-on", "error", "--export-profile", "srgb"], ct);
        if (!good)
        {
            logger.LogInformation("A photo was refused: {Reason}", output.Trim());
        }

        return good;
    }

    private string Temporary() => Path.Combine(TemporaryFolder, $"{Guid.CreateVersion7():N}.jpg");

    private static async Task<Header?> HeaderAsync(string file, CancellationToken ct)
    {
        var (good, output) = await Vips.RunAsync("vipsheader", [file], ct);
        return good && HeaderLine().Match(output) is { Success: true } m
            ? new Header(
                long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture),
                long.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture), m.Groups[3].Value)
            : null;
    }

    [GeneratedRegex(@": (\d+)x(\d+) .*?, ([a-z]+load)\s*$")]
    private static partial Regex HeaderLine();

    private sealed record Header(long Width, long Height, string Loader);

    private sealed record Made(string File, string Thumbnail, Header Header)
    {
        public void Remove()
        {
            System.IO.File.Delete(File);
            System.IO.File.Delete(Thumbnail);
        }
    }
}
