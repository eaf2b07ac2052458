using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Intake;

/// <summary>
/// 201 with the registered case, written by generated code; the same for the first time and for a repeat.
/// </summary>
public sealed class CreatedClue(ReportClue.Answer answer, bool replayed) : IResult, IEndpointMetadataProvider
{
    public static CreatedClue First(
        NewCase c, string number, FoundRegion region, CaseRoute route, RoutingSnapshot snapshot, int photos) => new(
        new ReportClue.Answer(
            c.Id, number, route.Unit is null ? "Registered" : "Dispatched", route.Unit is null ? 1 : 2, c.Category,
            NewCase.SeverityName((Domain.Severity)c.Severity), c.RegionCode, snapshot.Regions.NameOf(c.RegionCode),
                region.LocatedBy, region.Candidates,
            route.Unit is { } unit ? new ReportClue.AnsweringUnit(unit.Id, unit.Name) : null, photos, c.ReportedAt),
                replayed: false);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, ClueJson.Http.Answer);
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status201Created;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.Location = $"/api/v1/cases/{answer.Id}";
        if (replayed)
        {
            response.Headers["Idempotency-Replayed"] = "true";
        }

        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(
            StatusCodes.Status201Created, typeof(ReportClue.Answer), ["application/json"]));
}
