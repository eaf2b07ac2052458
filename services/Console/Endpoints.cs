using RiderPlatform.Console.Live;
using RiderPlatform.Console.Pages.Report;
using RiderPlatform.Console.Sessions;

namespace RiderPlatform.Console;

/// <summary>What is no page: sign-in, photos, live events, small switches.</summary>
internal static class Endpoints
{
    public static void MapConsoleEndpoints(this WebApplication app)
    {
        var other = app.MapGroup("").ExcludeFromDescription();
        SignInFlow.Map(other);
        other.MapGet("/", () => Results.Redirect("/console/")).AllowAnonymous();
        other.MapGet("/console/live", LiveStream.HandleAsync);
        other.MapGet("/console/photos/{caseId:guid}/{photoId:guid}", Photos.PassAsync);
        other.MapGet("/console/photos/demands/{claimId:guid}/{photoId:guid}", Photos.PassProofAsync);
        other.MapGet("/console/photos/samples/{id:guid}/{pageId:guid}", Photos.PassReportAsync);
        other.MapGet("/console/photos/checks/{id:guid}/{photoId:guid}", Photos.PassCheckAsync);
        other.MapPost("/console/preference", (Delegate)Preference.KeepAsync).AllowAnonymous();
        other.MapWorker();
        other.MapFallback("/console/{**rest}", () => Results.NotFound()).AllowAnonymous();
    }
}
