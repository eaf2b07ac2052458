using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Cases;

/// <summary>A handler reports the case solved: a note and, for a clue, photos of what it looks like now.</summary>
public static class ResolveCase
{
    public sealed record Request(int Version, string? Note);

    public static async Task<Results<Ok<TakeStep.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Scope scope, TakeStep step, PhotoIntake photos, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            var json = await ReadAsync(http, ct);
            return await step.HandleAsync(
                id, new CaseStep(CaseAction.Resolve, json.Version) { Note = json.Note }, scope, ct);
        }

        var (form, refusal) = await PhotoForm.ReadAsync(http, photos.TemporaryFolder);
        if (form is null)
        {
            return refusal!;
        }

        await using (form)
        {
            return int.TryParse(form.Field("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? await step.HandleAsync(
                    id, new CaseStep(CaseAction.Resolve, version) { Note = form.Field("note"), Photos = form.Photos },
                    scope, ct)
                : new Invalid().Add("version", "请填写您看到的版本号。", "Give the version that you saw.").ToProblem();
        }
    }

    private static async Task<Request> ReadAsync(HttpContext http, CancellationToken ct)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync<Request>(ct) ?? new Request(0, null);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException(
                "The body is not the JSON that this route takes.", StatusCodes.Status400BadRequest, e);
        }
    }
}
