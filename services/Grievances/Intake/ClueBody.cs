using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Intake;

/// <summary>The report's body in either form; its photos lie in temporary files until it is disposed of.</summary>
internal sealed class ClueBody : IAsyncDisposable
{
    private static readonly ReportClue.Request Nothing = new(null, null, null, null, null);
    private PhotoForm? _form;

    public ReportClue.Request Request { get; private init; } = Nothing;

    public ProblemHttpResult? Refusal { get; private init; }

    public IReadOnlyList<UploadedPhoto> Photos => _form?.Photos ?? [];

    public static async ValueTask<ClueBody> ReadAsync(HttpContext http, PhotoIntake photos)
    {
        if (!http.Request.HasFormContentType)
        {
            // Deserialised from the pipe: no copy of the body; a wrong one is told by ServiceDefaults with its JSON
            // path.
            return new ClueBody { Request = await ReadJsonAsync(http) ?? Nothing };
        }

        var (form, refusal) = await PhotoForm.ReadAsync(http, photos.TemporaryFolder);
        if (form is null)
        {
            return new ClueBody { Refusal = refusal };
        }

        var invalid = new Invalid();
        var request = new ReportClue.Request(
            form.Field("category"), form.Field("text"), Degrees(form, "longitude", invalid),
                Degrees(form, "latitude", invalid), form.Field("regionCode"))
        {
            Kind = form.Field("kind"), Answers = form.Answers(),
        };
        return new ClueBody { _form = form, Request = request, Refusal = invalid.Any ? invalid.ToProblem() : null };
    }

    /// <summary>Where the first photo says that it was taken; asked only if the report itself does not say.</summary>
    public Position? PhotoPosition() => Request.RegionCode is null
        ? Photos.Select(p => PhotoMetadata.Read(p.File).At).FirstOrDefault(p => p is { IsInChina: true })
        : null;

    public async ValueTask DisposeAsync()
    {
        if (_form is not null)
        {
            await _form.DisposeAsync();
        }
    }

    private static async ValueTask<ReportClue.Request?> ReadJsonAsync(HttpContext http)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(
                http.Request.BodyReader, ClueJson.Http.Request, http.RequestAborted);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException(
                "The body is not the JSON that this route takes.", StatusCodes.Status400BadRequest, e);
        }
    }

    private static double? Degrees(PhotoForm form, string name, Invalid invalid)
    {
        if (form.Field(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (double.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var value))
        {
            return value;
        }

        invalid.Add(name, "须为十进制度数。", "Decimal degrees.");
        return null;
    }
}
