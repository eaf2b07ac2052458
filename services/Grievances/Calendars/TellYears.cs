using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Calendars;

/// <summary>
/// Tells the other services of imported years that they have not heard of. From the table and not from the import, so
/// that years are told too that were imported by a replica which does not know of this yet.
/// </summary>
internal static class TellYears
{
    /// <summary>How many were told; two replicas at once: the row is one's, the other finds it marked.</summary>
    public static Task<int> RunAsync(GrievancesDb db, DateTimeOffset now, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            var rows = await db.Set<CalendarYearRow>().FromSql($"""
                select * from calendar_years where told_at is null order by year, version for update skip locked
                """).AsNoTracking().ToListAsync(ct);
            foreach (var row in rows)
            {
                var year = CalendarReader.Of(row);
                db.Publish(new CalendarYearAnnounced
                {
                    Year = year.Year, Version = year.Version, Off = Days(year.Off), Work = Days(year.Work),
                    OccurredAt = row.ImportedAt,
                }, year.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), year.Version);
                await db.Set<CalendarYearRow>().Where(y => y.Year == row.Year && y.Version == row.Version)
                    .ExecuteUpdateAsync(s => s.SetProperty(y => y.ToldAt, now), ct);
            }

            await db.SaveChangesAsync(ct);
            return rows.Count;
        }, ct);

    private static IReadOnlyList<CalendarYearAnnounced.Days> Days(IReadOnlyList<NamedDays> days) =>
        [.. days.Select(d => new CalendarYearAnnounced.Days(d.From, d.To, d.Name))];
}
