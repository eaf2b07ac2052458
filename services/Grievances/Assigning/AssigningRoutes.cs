using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Assigning;

internal static class AssigningRoutes
{
    public static void MapAssigning(this RouteGroupBuilder api)
    {
        var unit = api.MapGroup("/cases/units/{unit:guid}").WithTags("Units");
        unit.MapGet("", ShowUnit.HandleAsync).WithName("ShowUnit")
            .WithSummary("单位内的分派方式、人员与在办量。 How a unit gives out its cases, its people and their load.")
            .ForRoles(UnitAccess.Who);
        unit.MapPut("", ChangeUnit.HandleAsync).WithName("ChangeUnit")
            .WithSummary("设置单位内的分派方式。 Say by which rule the unit's cases go to its people.")
            .ForRoles(UnitAccess.Who).Idempotent().WithExample(new ChangeUnit.Request(0, AssignmentRule.LeastOpen));
        unit.MapPut("/members/{account:guid}", ChangeUnit.MemberAsync).WithName("ChangeUnitMember")
            .WithSummary("设置人员的专长与请假。 What somebody knows, and until when they are away.")
            .ForRoles(UnitAccess.Who).Idempotent().WithExample(new ChangeUnit.MemberRequest(["road", "facility.lamp"],
                new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)));
        unit.MapPost("/members/{account:guid}/hand-over", HandOverCases.HandleAsync).WithName("HandOverCases")
            .WithSummary("把不在岗人员的在办案件一次移交。 Give all open cases of somebody who is away to others.")
            .ForRoles(UnitAccess.Who).Idempotent().WithExample(new HandOverCases.Request(null));

        var one = api.MapGroup("/cases/{id:guid}/assignee").WithTags("Units");
        one.MapGet("", AssignCase.ShowAsync).WithName("ShowAssignee")
            .WithSummary("案件由单位内谁承办、为什么。 Who of the unit has the case, and why.").ForRoles(UnitAccess.Who);
        one.MapPost("", AssignCase.HandleAsync).WithName("AssignCase")
            .WithSummary("接手或交给同事。 Take it over, or give it to a colleague.").ForRoles(UnitAccess.Who)
            .Idempotent().WithExample(new AssignCase.Request(1, null));
    }
}
