using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Grievances.Handovers;

internal static class HandoverRoutes
{
    public static void MapHandovers(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/handovers").WithTags("Handovers");
        all.MapGet("", HandOver.ShowAsync).WithName("ShowHandovers")
            .WithSummary("交接清单与交班记录。 What is open for a unit, and its hand-overs.").ForRoles(HandOver.Readers)
            .WithExampleParameter("unit", "01935b1c-7f60-8abc-8def-0123456789ab");
        all.MapPost("", HandOver.HandleAsync).WithName("HandOver")
            .WithSummary("交班。 Hands over what is open, with notes.").ForRoles(HandOver.Who).Idempotent()
            .WithExample(new HandOver.Request(Guid.Empty, "春熙路井盖待厂家到货"));
        all.MapPost("/{id:guid}/confirmation", HandOver.ConfirmAsync).WithName("ConfirmHandover")
            .WithSummary("接班确认。 Whoever takes over confirms it.").ForRoles(HandOver.Who).Idempotent();
    }
}
