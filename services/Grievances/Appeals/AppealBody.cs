using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>A request that is JSON, or a form of the same fields with photos as <c>photos</c>.</summary>
internal sealed class AppealBody<T> : IAsyncDisposable where T : class
{
    private PhotoForm? _form;

    public T? Request { get; private init; }

    public ProblemHttpResult? Refusal { get; private init; }

    public IReadOnlyList<UploadedPhoto> Photos => _form?.Photos ?? [];

    /// <param name="ofForm">The request out of a form's fields; what does not fit goes into the second.</param>
    public static async Task<AppealBody<T>> ReadAsync(
        HttpContext http, PhotoIntake photos, Func<FormFields, T> ofForm)
    {
        if (!http.Request.HasFormContentType)
        {
            return new AppealBody<T> { Request = await ReadJsonAsync(http) };
        }

        var (form, refusal) = await PhotoForm.ReadAsync(http, photos.TemporaryFolder);
        if (form is null)
        {
            return new AppealBody<T> { Refusal = refusal };
        }

        var fields = new FormFields(form);
        var request = ofForm(fields);
        return new AppealBody<T>
        {
            _form = form, Request = request, Refusal = fields.Invalid.Any ? fields.Invalid.ToProblem() : null,
        };
    }

    /// <summary>Tells a repeat from another request, however it was encoded.</summary>
    public Guid Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(Request));
        foreach (var photo in Photos)
        {
            hash.AppendData(photo.Hash);
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }

    public async ValueTask DisposeAsync()
    {
        if (_form is not null)
        {
            await _form.DisposeAsync();
        }
    }

    private static async Task<T?> ReadJsonAsync(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync<T>(http.RequestAborted);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException(
                "The body is not the JSON that this route takes.", StatusCodes.Status400BadRequest, e);
        }
    }
}

/// <summary>The fields of a form as values; everything wrong is collected under its field.</summary>
internal sealed class FormFields(PhotoForm form)
{
    public Invalid Invalid { get; } = new();

    public string? Text(string name) => form.Field(name) is { Length: > 0 } text ? text : null;

    public long? Whole(string name) => Read<long>(name, "须为整数。", "A whole number.", (string t, out long v) =>
        long.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out v));

    public double? Degrees(string name) => Read<double>(name, "须为十进制度数。", "Decimal degrees.",
        (string t, out double v) => double.TryParse(
            t, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out v));

    public Guid? Id(string name) => Read<Guid>(name, "编号格式不对。", "An id.", Guid.TryParse);

    public DateTimeOffset? Moment(string name) => Read<DateTimeOffset>(
        name, "时间格式为 ISO 8601，如 2026-11-22T08:00:00+08:00。", "An ISO 8601 instant.",
        (string t, out DateTimeOffset v) => DateTimeOffset.TryParse(
            t, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out v));

    private delegate bool Parser<T>(string text, out T value);

    private T? Read<T>(string name, string zh, string en, Parser<T> parse) where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (parse(text, out var value))
        {
            return value;
        }

        Invalid.Add(name, zh, en);
        return null;
    }
}
