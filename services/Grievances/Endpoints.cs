using RiderPlatform.Grievances.Boundaries;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances;

/// <summary>Route table: one use case a line.</summary>
public static class Endpoints
{
    public static void MapGrievancesEndpoints(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        MapIntake(api.MapGroup("").WithTags("Clues"));
        MapReading(api.MapGroup("/cases").WithTags("Cases"));
        MapSteps(api.MapGroup("/cases/{id:guid}").WithTags("Cases"));
        MapRouting(api.MapGroup("").WithTags("Routing"));
    }

    private static void MapIntake(RouteGroupBuilder api) =>
        api.MapPost("/clues", ReportClue.HandleAsync).WithName("ReportClue")
            .WithSummary("骑手上报线索（可附 1–9 张照片）。 A rider reports a clue, with up to nine photos.")
            .Accepts<ReportClue.Request>("application/json", "multipart/form-data")
                .WithMetadata(new IdempotencyFilter.IdempotentMetadata());

    private static void MapReading(RouteGroupBuilder cases)
    {
        cases.MapGet("", ListCases.HandleAsync).WithName("ListCases")
            .WithSummary("案件列表，紧急在前。 The cases that you may see, the immediate lane first.");
        cases.MapGet("/count", CountCases.HandleAsync).WithName("CountCases")
            .WithSummary("案件数量。 How many, in all and by status.");
        cases.MapGet("/{id:guid}", GetCase.HandleAsync).WithName("GetCase")
            .WithSummary("案件详情。 One case with its photos.");
        cases.MapGet("/{id:guid}/timeline", GetTimeline.HandleAsync).WithName("GetTimeline")
            .WithSummary("办理过程。 What happened, step by step.");
        cases.MapGet("/{id:guid}/photos/{photoId:guid}", GetPhoto.HandleAsync).WithName("GetPhoto")
            .WithSummary("照片。 A photo of a case.");
    }

    private static void MapSteps(RouteGroupBuilder one)
    {
        one.MapPost("/dispatch", DispatchCase.HandleAsync).WithName("DispatchCase")
            .WithSummary("派单。 Give the case to a unit.").ForRoles(Roles.Dispatcher).Idempotent();
        one.MapPost("/accept", AcceptCase.HandleAsync).WithName("AcceptCase")
            .WithSummary("接单。 Accept the case for the unit.").ForRoles(Roles.Handler).Idempotent();
        one.MapPost("/return", ReturnCase.HandleAsync).WithName("ReturnCase")
            .WithSummary("退单（须说明原因）。 Return the case, with the reason.").ForRoles(Roles.Handler).Idempotent();
        one.MapPost("/resolve", ResolveCase.HandleAsync).WithName("ResolveCase")
            .WithSummary("办结（附现场照片）。 Report the case solved, with evidence.").ForRoles(Roles.Handler)
            .Accepts<ResolveCase.Request>("application/json", "multipart/form-data");
        one.MapPost("/callback", CallBackCase.HandleAsync).WithName("CallBackCase")
            .WithSummary("骑手回访评价。 The rider's answer to the callback.").ForRoles(Roles.Rider).Idempotent();
        one.MapPost("/close", CloseCase.HandleAsync).WithName("CloseCase").WithSummary("销号。 Close the case.")
            .ForRoles(Roles.Dispatcher).Idempotent();
        one.MapPost("/reopen", ReopenCase.HandleAsync).WithName("ReopenCase")
            .WithSummary("重新打开。 Take the case up again.").ForRoles(Roles.Dispatcher).Idempotent();
    }

    private static void MapRouting(RouteGroupBuilder api)
    {
        api.MapGet("/categories", ListCategories.Handle).WithName("ListCategories")
            .WithSummary("案件类别。 What a case can be about.").AllowAnonymous();
        api.MapGet("/boundaries", ListBoundaries.HandleAsync).WithName("ListBoundaries")
            .WithSummary("区划边界。 Boundaries of regions and grids.")
            .ForRoles(Roles.Administrator, Roles.Dispatcher, Roles.Supervisor);
        api.MapPost("/boundaries", ImportBoundaries.HandleAsync).WithName("ImportBoundaries")
            .WithSummary("导入 GeoJSON 边界。 Import boundaries as GeoJSON.").ForRoles(Roles.Administrator);
    }
}
