using RiderPlatform.ServiceDefaults.Idempotency;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.OpenApi;

namespace RiderPlatform.Organisations.Rosters;

internal static class RosterRoutes
{
    private static readonly PutShift.Person[] Two =
        [new(Guid.Empty, "值班一", "13900000001"), new(Guid.Empty, null, null)];

    public static void MapRosters(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/rosters").WithTags("rosters");
        all.MapGet("", KeepRosters.ListAsync).WithName("ListRosters")
            .WithSummary("值班表，缺岗者标红。 Duty rosters in your scope, with their next gap.")
            .ForRoles(RosterAccess.Readers);
        all.MapPost("", KeepRosters.CreateAsync).WithName("CreateRoster")
            .WithSummary("为单位新建值班表。 Gives an organisation a roster.").ForRoles(RosterAccess.Keepers).Idempotent()
            .WithExample(new KeepRosters.Request(Guid.Empty, RosterKind.Nights, 7));
        var one = all.MapGroup("/{id:guid}");
        one.MapGet("", KeepRosters.GetAsync).WithName("GetRoster").WithSummary("一张值班表。 One roster.")
            .ForRoles(RosterAccess.Readers);
        one.MapGet("/week", ReadRoster.WeekAsync).WithName("GetRosterWeek")
            .WithSummary("一段时间的班次、节假日与缺岗。 Shifts, holidays and gaps of some days.")
            .ForRoles(RosterAccess.Readers).WithExampleParameter("from", "2026-11-23")
            .WithExampleParameter("to", "2026-11-30");
        one.MapGet("/gaps", ReadRoster.GapsAsync).WithName("ListRosterGaps")
            .WithSummary("今后的缺岗时段。 Hours ahead that nobody has.").ForRoles(RosterAccess.Readers)
            .WithExampleParameter("days", 14);
        one.MapGet("/phone-tree", ReadRoster.PhoneTreeAsync).WithName("GetPhoneTree")
            .WithSummary("此刻的呼叫顺序。 Who is called now, in order.").ForRoles(RosterAccess.Readers);
        one.MapGet("/people", ReadRoster.PeopleAsync).WithName("ListRosterPeople")
            .WithSummary("可以排班的人员。 Who can be put on the roster.").ForRoles(RosterAccess.Readers);
        MapChanges(one);
    }

    private static void MapChanges(RouteGroupBuilder one)
    {
        one.MapPut("/shifts/{shiftId:guid}", PutShift.HandleAsync).WithName("PutShift")
            .WithSummary("新增或修改班次。 Puts a shift in its place.").ForRoles(RosterAccess.Keepers).Idempotent()
            .WithExample(new PutShift.Request(
                new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero), new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero), Two, null));
        one.MapDelete("/shifts/{shiftId:guid}", PutShift.RemoveAsync).WithName("RemoveShift")
            .WithSummary("取消班次。 Takes a shift out.").ForRoles(RosterAccess.Keepers).Idempotent();
        one.MapPost("/repeats", RepeatPattern.HandleAsync).WithName("RepeatPattern")
            .WithSummary("按周轮班，可预览。 A week's pattern over weeks, with a dry run.").ForRoles(RosterAccess.Keepers)
            .Idempotent().WithExample(new RepeatPattern.Request(
                new(2026, 11, 23), 4, [new(1, new(18, 0), new(9, 0))], Two, 2, true));
        one.MapGet("/swaps", SwapShifts.ListAsync).WithName("ListSwaps")
            .WithSummary("换班申请。 Swaps that were asked for.").ForRoles(RosterAccess.Readers);
        one.MapPost("/swaps", SwapShifts.AskAsync).WithName("AskSwap")
            .WithSummary("申请换班。 Asks a colleague to swap shifts.").ForRoles(RosterAccess.Readers).Idempotent()
            .WithExample(new SwapShifts.Request(Guid.Empty, Guid.Empty, Guid.Empty));
        one.MapPost("/swaps/{swapId:guid}/agreement", SwapShifts.By(SwapState.Agreed)).WithName("AgreeToSwap")
            .WithSummary("同意换班。 Agrees: both shifts change hands.").ForRoles(RosterAccess.Readers).Idempotent();
        one.MapPost("/swaps/{swapId:guid}/refusal", SwapShifts.By(SwapState.Declined)).WithName("DeclineSwap")
            .WithSummary("不同意换班。 Declines the swap.").ForRoles(RosterAccess.Readers).Idempotent();
    }
}
