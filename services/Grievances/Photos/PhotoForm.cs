using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Photos;

/// <summary>A file as it was sent, in a temporary place.</summary>
public sealed record UploadedPhoto(string File, byte[] Hash);

/// <summary>
/// A multipart body, read as a stream: fields into memory, files part by part to disk while they are hashed and
/// counted. ASP.NET Core's own form reader would first take the whole request and only then let us look at it.
/// </summary>
public sealed class PhotoForm : IAsyncDisposable
{
    public const int MaxPhotos = 9;
    public const long MaxPhotoBytes = 10 * 1024 * 1024;

    /// <summary>Nine photos of 10 MiB and the fields.</summary>
    public const long MaxRequestBytes = 95 * 1024 * 1024;

    private const string PhotoField = "photos";
    private const string AnswerPrefix = "answers.";
    private const int MaxFields = 40;
    private const int MaxFieldBytes = 8 * 1024;
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<UploadedPhoto> _photos = [];
    private readonly string _folder;

    private PhotoForm(string folder) => _folder = folder;

    public IReadOnlyList<UploadedPhoto> Photos => _photos;

    public string? Field(string name) => _fields.GetValueOrDefault(name);

    /// <summary>What is called <c>answers.code</c>, by code; null where nothing is.</summary>
    public Dictionary<string, JsonElement>? Answers()
    {
        var given = _fields.Where(f => f.Key.StartsWith(AnswerPrefix, StringComparison.Ordinal))
            .ToDictionary(f => f.Key[AnswerPrefix.Length..], f => JsonSerializer.SerializeToElement(f.Value));
        return given.Count == 0 ? null : given;
    }

    /// <summary>The form, or why it is refused; then nothing of it is left on the disk.</summary>
    public static async Task<(PhotoForm? Form, ProblemHttpResult? Refusal)> ReadAsync(HttpContext http, string folder)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 100 } boundary)
        {
            return (null, PhotoRefusals.NoForm);
        }

        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MaxRequestBytes;
        var form = new PhotoForm(folder);
        try
        {
            var refusal =
                await form.ReadAsync(new MultipartReader(boundary.Value!, http.Request.Body), http.RequestAborted);
            if (refusal is null)
            {
                return (form, null);
            }

            await form.DisposeAsync();
            return (null, refusal);
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            await form.DisposeAsync();
            return (null, PhotoRefusals.NoForm);
        }
        catch
        {
            await form.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var photo in _photos)
        {
            File.Delete(photo.File);
        }

        return ValueTask.CompletedTask;
    }

    private async Task<Refusal?> ReadAsync(MultipartReader reader, CancellationToken ct)
    {
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            var refusal = disposition switch
            {
                null => PhotoRefusals.NoForm,
                _ when disposition.IsFileDisposition() => await TakePhotoAsync(disposition, section.Body, ct),
                _ => await TakeFieldAsync(disposition, section.Body, ct),
            };
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    private async Task<Refusal?> TakeFieldAsync(
        ContentDispositionHeaderValue disposition, Stream body, CancellationToken ct)
    {
        var buffer = new byte[MaxFieldBytes + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        if (length > MaxFieldBytes || _fields.Count >= MaxFields)
        {
            return PhotoRefusals.FieldTooLong;
        }

        _fields[HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""] =
            Encoding.UTF8.GetString(buffer, 0, length);
        return null;
    }

    private async Task<Refusal?> TakePhotoAsync(
        ContentDispositionHeaderValue disposition, Stream body, CancellationToken ct)
    {
        if (HeaderUtilities.RemoveQuotes(disposition.Name).Value != PhotoField)
        {
            return PhotoRefusals.NoForm;
        }

        if (_photos.Count == MaxPhotos)
        {
            return PhotoRefusals.TooMany;
        }

        var file = Path.Combine(_folder, $"{Guid.CreateVersion7():N}.upload");
        _photos.Add(new UploadedPhoto(file, []));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var target =
            new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, useAsync: true);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
        {
            if (target.Length + read > MaxPhotoBytes)
            {
                return PhotoRefusals.TooLarge;
            }

            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        _photos[^1] = new UploadedPhoto(file, hash.GetHashAndReset());
        return null;
    }
}
