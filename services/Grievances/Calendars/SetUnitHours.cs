using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>The next version of a unit's own hours. Every clock goes on by the hours that it began with.</summary>
public static class SetUnitHours
{
    private const int FarthestDays = 366;

    /// <param name="Version">As it was read; 0: the unit has none yet.</param>
    /// <param name="ValidFrom">Today in China unless said; not before.</param>
    /// <param name="Week">Null: the city's hours again.</param>
    public sealed record Request(int? Version, DateOnly? ValidFrom, bool? OpenOnHolidays, WeekForm? Week);

    public static async Task<Results<Ok<ShowUnitHours.Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        var now = time.Now();
        if (Check(id, request, scope, directory.Current, now, out var unit, out var asked) is { } refused)
        {
            return refused;
        }

        var standing = await db.Set<UnitHoursRow>().AsNoTracking().Where(h => h.UnitId == id)
            .OrderByDescending(h => h.Version).FirstOrDefaultAsync(ct);
        if (standing is not null && WeekForm.Read(standing).SaysTheSameAs(asked))
        {
            return TypedResults.Ok(await ShowUnitHours.ReadAsync(db, unit, directory.Current!.Calendar, now, ct));
        }

        asked = asked with { Version = (standing?.Version ?? 0) + 1 };
        return request.Version == asked.Version - 1 && await TrySaveAsync(db, asked, scope.Subject, ct)
            ? TypedResults.Ok(await ShowUnitHours.ReadAsync(db, unit, directory.Current!.Calendar, now, ct))
                : Refusal.Stale.ToProblem();
    }

    /// <summary>Null: the hours can be asked for.</summary>
    internal static ProblemHttpResult? Check(
        Guid id, Request request, Scope scope, RoutingSnapshot? snapshot, DateTimeOffset now, out Unit unit,
        out UnitHours hours)
    {
        var today = ChinaTime.DayOf(now);
        hours = new(id, 0, request.ValidFrom ?? today, now, request.OpenOnHolidays ?? false, request.Week?.Spans());
        unit = snapshot?.Units.GetValueOrDefault(id)!;
        if (snapshot is null)
        {
            return Refusals.Unavailable.ToProblem();
        }

        if (unit is not { Active: true } || !scope.Covers(unit.RegionCode, id, UnitHoursRoutes.Keepers))
        {
            return Refusal.NotFound.ToProblem();
        }

        var invalid = new Invalid()
            .When(hours.ValidFrom < today || hours.ValidFrom > today.AddDays(FarthestDays), "validFrom",
                "生效日期从今天起，最远一年。", "From today on, a year ahead at most.")
            .When(request.Week is not null && hours.Week is null, "week",
                $"时段格式为 09:00-12:00，每天最多 {UnitHours.MostSpans} 段。",
                $"Spans such as 09:00-12:00, at most {UnitHours.MostSpans} a day.");
        foreach (var text in hours.Week is { } week ? UnitHours.Wrong(week) : [])
        {
            invalid.Add("week", text.Zh, text.En);
        }

        return invalid.Any ? invalid.ToProblem() : null;
    }

    private static Task<bool> TrySaveAsync(GrievancesDb db, UnitHours hours, Guid by, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
    {
        // The key decides between two at once, without an error that would end an idempotent request's transaction.
        var stored = await db.Database.ExecuteSqlAsync($"""
            insert into unit_hours (unit_id, version, valid_from, open_on_holidays, week, set_at, set_by)
            values ({hours.UnitId}, {hours.Version}, {hours.ValidFrom}, {hours.OpenOnHolidays},
                {WeekForm.Json(hours.Week)}::jsonb, {hours.SetAt}, {by}) on conflict do nothing
            """, ct);
        if (stored == 1)
        {
            await db.GrowRevisionAsync(ct);
        }

        return stored == 1;
    }, ct);
}
