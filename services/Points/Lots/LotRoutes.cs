using RiderPlatform.Points.Data;
using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Points.Lots;

internal static class LotRoutes
{
    private static readonly DateTimeOffset From = new(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(8));

    public static void MapLotRoutes(this RouteGroupBuilder points)
    {
        var example = new FreezeLots.View(
            Guid.Parse("0199d1c0-0000-7000-8000-000000000001"), From, null, FreezeReason.Injured, "工伤，住院治疗", From);
        points.MapGet("/riders/{id:guid}/freezes", FreezeLots.ListAsync).ForRoles(RidersInScope.Staff)
            .WithName("ListPointFreezes").WithSummary("骑手积分的冻结：受伤或请假期间不到期。 Times in which a rider's points do not end.")
            .WithExample(response: new List<FreezeLots.View> { example });
        points.MapPost("/riders/{id:guid}/freezes", FreezeLots.HandleAsync).ForRoles(RidersInScope.Staff).Idempotent()
            .WithName("FreezePoints").WithSummary("骑手受伤或请假：期间积分不到期。 Injured or on leave: no points end meanwhile.")
            .WithExample(
                request: new FreezeLots.Request(From, null, FreezeReason.Injured, "工伤，住院治疗"), response: example);
        points.MapPost("/riders/{id:guid}/freezes/{freezeId:guid}/lifting", FreezeLots.LiftAsync)
            .ForRoles(RidersInScope.Staff).Idempotent()
            .WithName("LiftPointFreeze").WithSummary("现在解除冻结。 Lifts a freeze now.")
            .WithExample(response: example with { Until = From.AddDays(20) });
    }
}
