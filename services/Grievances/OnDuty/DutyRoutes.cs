using RiderPlatform.Grievances.Cases;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.OnDuty;

internal static class DutyRoutes
{
    public static void MapOnDuty(this RouteGroupBuilder api)
    {
        api.MapGet("/cases/duty-calls", MyCalls.HandleAsync).WithTags("On duty").WithName("ListMyCalls")
            .WithSummary("正在呼叫我的案件。 The cases that you are called for.").ForRoles(AcknowledgeCase.Who);
        var one = api.MapGroup("/cases/{id:guid}").WithTags("On duty");
        one.MapGet("/duty", DutyView.HandleAsync).WithName("GetDutyCalls")
            .WithSummary("正在呼叫谁值班。 Who on duty is called for the case.").ForRoles(CaseAccess.Readers);
        one.MapPost("/acknowledge", AcknowledgeCase.HandleAsync).WithName("AcknowledgeCase")
            .WithSummary("到岗确认。 Whoever is called says that they have it.").ForRoles(AcknowledgeCase.Who).Idempotent();
    }

    public static void AddOnDuty(this IServiceCollection services)
    {
        services.AddSingleton<AnswerTimes>();
        services.AddSingleton<DutySweep>();
        services.AddHostedService(s => s.GetRequiredService<DutySweep>());
    }
}
