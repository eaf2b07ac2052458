using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>The hours of a unit, newest version first; none: the city's.</summary>
public static class ShowUnitHours
{
    /// <param name="Week">Null: the city's hours.</param>
    public sealed record VersionView(
        int Version, DateOnly ValidFrom, bool OpenOnHolidays, WeekForm? Week, DateTimeOffset SetAt, Guid SetBy);

    /// <param name="Version">Of the newest hours, to be sent with a change; 0: none were ever set.</param>
    /// <param name="Now">Whether it works at this moment.</param>
    /// <param name="Note">What a change does to deadlines that run.</param>
    public sealed record Answer(
        TakeStep.UnitRef Unit, int Version, Wording Note, IReadOnlyList<VersionView> Versions, OpenNow Now);

    private static readonly Wording Stays = new(
        "修改只影响之后起算的期限，正在计时的期限不变。", "A change is for deadlines that begin after it; those that run stay.");

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time, CancellationToken ct)
    {
        if (directory.Current is not { } snapshot)
        {
            return Refusals.Unavailable.ToProblem();
        }

        return snapshot.Units.GetValueOrDefault(id) is { } unit
            && scope.Covers(unit.RegionCode, unit.Id, [Roles.Secretary, .. CaseAccess.Readers])
            ? TypedResults.Ok(await ReadAsync(db, unit, snapshot.Calendar, time.Now(), ct))
                : Refusal.NotFound.ToProblem();
    }

    /// <summary>
    /// The hours as they are stored now, also where <paramref name="city"/> has not heard of them yet.
    /// </summary>
    internal static async Task<Answer> ReadAsync(
        GrievancesDb db, Unit unit, WorkCalendar city, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.Set<UnitHoursRow>().AsNoTracking().Where(h => h.UnitId == unit.Id)
            .OrderByDescending(h => h.Version).ToListAsync(ct);
        return new(new(unit.Id, unit.Name), rows.Count == 0 ? 0 : rows[0].Version, Stays, [.. rows.Select(r =>
            new VersionView(
                r.Version, r.ValidFrom, r.OpenOnHolidays, WeekForm.Of(WeekForm.Read(r).Week), r.SetAt, r.SetBy))],
            OpenNow.At(now, new WorkCalendar(city, rows.Select(WeekForm.Read)).Of(unit.Id, now)));
    }
}
