using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Meetings;

/// <summary>The minutes of the caller's region, the latest meeting first.</summary>
public static class ListMeetings
{
    internal static readonly string[] Readers =
        [Roles.Secretary, Roles.Dispatcher, Roles.Supervisor, Roles.Leader, Roles.Administrator];

    public static async Task<Results<Ok<Page<MeetingView>>, ProblemHttpResult>> HandleAsync(
        string? kind, string? region, [AsParameters] Paging paging, Scope scope, GrievancesDb db,
        DirectoryCopy directory, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        var read = new QueryReader();
        var (of, place) = (read.Enum<MeetingKind>(kind, "kind"), read.Region(region, "region") ?? "");
        if (read.Invalid.Any)
        {
            return read.Invalid.ToProblem();
        }

        var meetings = Visible(db, scope).Where(m => m.RegionCode.StartsWith(place) && (of == null || m.Kind == of));
        var page = await paging.OfAsync(meetings.OrderByDescending(m => m.HeldOn).ThenByDescending(m => m.Id), ct);
        var views = await MeetingView.OfAsync(db, page.Items, scope, snapshot, ct);
        return TypedResults.Ok(new Page<MeetingView>(
            views, page.Total, page.PageNumber, page.PageSize, page.TotalExceeded));
    }

    public static async Task<Results<Ok<MeetingView>, ProblemHttpResult>> OneAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        return await Visible(db, scope).SingleOrDefaultAsync(m => m.Id == id, ct) is { } row
            ? TypedResults.Ok((await MeetingView.OfAsync(db, [row], scope, snapshot, ct))[0])
            : Refusal.NotFound.ToProblem();
    }

    private static IQueryable<MeetingRow> Visible(GrievancesDb db, Scope scope) =>
        db.Set<MeetingRow>().AsNoTracking().Where(scope.Covers<MeetingRow>(m => m.RegionCode, m => null, Readers));
}
