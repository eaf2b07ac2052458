using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A step that comes as JSON, or as a multipart form with photos.</summary>
internal static class StepForm
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <param name="ofJson">The step that a JSON body asks for.</param>
    /// <param name="ofForm">The same of a form; the version and the photos are read here.</param>
    public static async Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync<TRequest>(
        Guid id, HttpContext http, Scope scope, TakeStep step, PhotoIntake photos, Func<TRequest, CaseStep> ofJson,
        Func<PhotoForm, int, CaseStep> ofForm, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            return await step.HandleAsync(id, ofJson(await ReadAsync<TRequest>(http, ct)), scope, ct);
        }

        var (form, refusal) = await PhotoForm.ReadAsync(http, photos.TemporaryFolder);
        if (form is null)
        {
            return refusal!;
        }

        await using (form)
        {
            return int.TryParse(form.Field("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? await step.HandleAsync(id, ofForm(form, version) with { Photos = form.Photos }, scope, ct)
                : new Invalid().Add("version", "请填写您看到的版本号。", "Give the version that you saw.").ToProblem();
        }
    }

    /// <summary>Null where the field is absent or empty.</summary>
    public static string? Text(this PhotoForm form, string name) =>
        form.Field(name) is { Length: > 0 } text ? text : null;

    private static async Task<TRequest> ReadAsync<TRequest>(HttpContext http, CancellationToken ct)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync<TRequest>(Json, ct)
                ?? throw new BadHttpRequestException("There is no body.", StatusCodes.Status400BadRequest);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException(
                "The body is not the JSON that this route takes.", StatusCodes.Status400BadRequest, e);
        }
    }
}
