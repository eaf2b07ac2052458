using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>
/// The announced days of a year, as its next version. A correction moves no deadline that stands; those that were
/// reckoned through the year before anybody had announced it said so, and are reckoned anew.
/// </summary>
public static class ImportYear
{
    private const int MostRuns = 60;
    private const int MaxSource = 200;

    /// <param name="Source">Such as the number of the notice.</param>
    /// <param name="Off">Days without work, weekends within them included.</param>
    /// <param name="Work">Weekend days that are worked in exchange (调休).</param>
    public sealed record Request(string? Source, IReadOnlyList<NamedDays>? Off, IReadOnlyList<NamedDays>? Work);

    public sealed record Change(DateOnly Day, ShowCalendar.DayView Before, ShowCalendar.DayView After);

    /// <param name="Version">The version of the year that holds these days.</param>
    /// <param name="DryRun">Nothing was stored.</param>
    /// <param name="Changed">Every day that is not what it was before.</param>
    /// <param name="Touched">Open cases whose deadlines lie over such days.</param>
    /// <param name="Reckons">
    /// The year was not announced: their deadlines are reckoned anew. False: they stay as they are.
    /// </param>
    public sealed record Answer(
        int Year, int Version, bool DryRun, IReadOnlyList<Change> Changed, TouchedCases Touched, bool Reckons);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        int year, bool? dryRun, Request request, Scope scope, GrievancesDb db, ClockLimits limits, TimeProvider time,
        CancellationToken ct)
    {
        var (off, work) = (request.Off ?? [], request.Work ?? []);
        var asked = new CalendarYear(year, 0, request.Source?.Trim() ?? "", off, work);
        if (Wrong(asked) is { Any: true } invalid)
        {
            return invalid.ToProblem();
        }

        var before = await CalendarReader.ReadAsync(db, ct);
        var standing = before.Find(year);
        if (standing?.SaysTheSameAs(asked) == true)
        {
            return TypedResults.Ok(new Answer(year, standing.Version, dryRun == true, [], new(0, []), false));
        }

        asked = asked with { Version = (standing?.Version ?? 0) + 1 };
        var after = CalendarReader.With(before.Years.Append(asked));
        if (dryRun != true && !await TrySaveAsync(db, asked, scope.Subject, time.Now(), ct))
        {
            return Refusal.Stale.ToProblem();
        }

        List<Change> changes = [.. Changes(year, before, after)];
        var touched = await TouchedCases.ReadAsync(db, limits, changes.ConvertAll(c => c.Day), ct);
        return TypedResults.Ok(new Answer(year, asked.Version, dryRun == true, changes, touched, standing is null));
    }

    private static Invalid Wrong(CalendarYear year)
    {
        var invalid = new Invalid()
            .When(!Words.AreGood(year.Source, MaxSource), "source",
                $"请注明来源，1–{MaxSource} 个字。", $"Say where it comes from, 1–{MaxSource} characters.")
            .When(year.Off.Count > MostRuns || year.Work.Count > MostRuns, "off",
                $"最多 {MostRuns} 段。", $"At most {MostRuns} runs of days.")
            .When(year.Off.Concat(year.Work).Any(d => d is null), "off", "不能为空。", "A run of days, not null.");
        if (!invalid.Any)
        {
            foreach (var (field, text) in year.Wrong())
            {
                invalid.Add(field, text.Zh, text.En);
            }
        }

        return invalid;
    }

    private static async Task<bool> TrySaveAsync(
        GrievancesDb db, CalendarYear year, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        // The key decides between two at once, without an error that would end an idempotent request's transaction.
        return await db.InTransactionAsync(async () =>
        {
            var stored = await db.ExecuteAsync("""
                insert into calendar_years (year, version, source, off, work, imported_at, imported_by)
                values ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7) on conflict do nothing
                """, ct, year.Year, year.Version, year.Source, CalendarReader.Json(year.Off),
                CalendarReader.Json(year.Work), now.UtcDateTime, by);
            if (stored == 1)
            {
                await db.GrowRevisionAsync(ct);
            }

            return stored == 1;
        }, ct);
    }

    private static IEnumerable<Change> Changes(int year, WorkCalendar before, WorkCalendar after)
    {
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            if (before[day] != after[day])
            {
                yield return new(day, ShowCalendar.Of(before[day]), ShowCalendar.Of(after[day]));
            }
        }
    }
}
