using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Open311.Requests;

/// <summary>
/// Writes the case, its first events, what came with it and its facts in one transaction. A request that is sent again
/// gets its first number: under the same <c>Idempotency-Key</c> always, and without one where the same key sends
/// exactly the same content within the hour, because clients that time out (FixMyStreet after 5 and 30 minutes) know
/// no such header. Two replicas that hold the same request take turns by a lock on its content.
/// </summary>
internal sealed class PublicIntake(GrievancesDb db, ClockLimits limits, TimeProvider time)
{
    public const string Actor = TimelineWords.ThroughOpen311;

    private static readonly TimeSpan Repeats = TimeSpan.FromHours(1);

    /// <summary>The case's number; null where the Idempotency-Key was used with other content.</summary>
    public Task<string?> StoreAsync(
        PublicReport report, Position? position, FoundRegion region, CaseRoute route, WorkCalendar calendar,
        CancellationToken ct) => db.InTransactionAsync(async () =>
        {
            var mark = $"{report.Key.Id} {report.IdempotencyKey ?? report.ContentHash.ToString()}";
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({mark}, 311))", ct);
            var now = time.Now();
            if (await EarlierAsync(report, now, ct) is { } earlier)
            {
                return earlier.Hash == report.ContentHash ? earlier.Number : null;
            }

            var number =
                await db.Database.SqlQueryRaw<long>($"select nextval('{CaseTables.NumberSequence}') as \"Value\"")
                .SingleAsync(ct);
            var row =
                RowOf(report, position, region, route, $"{CaseNumber.PrefixFor(CaseKind.Clue, now)}{number}", calendar,
                    now);
            db.Add(row);
            db.AddRange(EventsOf(row, report, region, route));
            db.Add(new Open311RequestRow
            {
                CaseId = row.Id, KeyId = report.Key.Id, Description = report.Description, Address = report.Address,
                MediaUrls = report.MediaUrls, Attributes = report.Answers.Json(), ContentHash = report.ContentHash,
                IdempotencyKey = report.IdempotencyKey, ReceivedAt = now,
            });
            Publish(row, route);
            await db.SaveChangesAsync(ct);
            await db.WriteTimerAsync(row, limits, calendar, now, ct);
            return row.Number;
        }, ct);

    private Task<Earlier?> EarlierAsync(PublicReport report, DateTimeOffset now, CancellationToken ct)
    {
        var (key, since) = (report.IdempotencyKey, now - Repeats);
        return db.Set<Open311RequestRow>()
            .Where(r => r.KeyId == report.Key.Id && (key == null
                ? r.IdempotencyKey == null && r.ContentHash == report.ContentHash && r.ReceivedAt > since
                : r.IdempotencyKey == key))
            .Join(db.Cases, r => r.CaseId, c => c.Id, (r, c) => new Earlier(r.ContentHash, c.Number))
            .FirstOrDefaultAsync(ct);
    }

    private CaseRow RowOf(
        PublicReport report, Position? position, FoundRegion region, CaseRoute route, string number,
        WorkCalendar calendar, DateTimeOffset now)
    {
        var limit = limits.For(report.Category.Severity, report.Category.Code, route.DeadlineClass);
        var dues = FirstDues.Of(limit, calendar, now, route.Unit?.Id);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            Number = number,
            Kind = CaseKind.Clue,
            Category = report.Category.Code,
            Severity = report.Category.Severity,
            RegionCode = region.Code,
            Status = route.Unit is null ? CaseStatus.Registered : CaseStatus.Dispatched,
            Version = route.Unit is null ? 1 : 2,
            Text = report.StaffText(),
            Answers = report.Answers.FormJson(),
            Longitude = position?.Longitude,
            Latitude = position?.Latitude,
            UnitId = route.Unit?.Id,
            DeadlineClass = route.DeadlineClass,
            FirstUnitId = route.Unit?.Id,
            UnitSince = route.Unit is null ? null : now,
            ReportedAt = now,
            RiderDueAt = dues.Rider,
            ResponseDueAt = dues.Response,
            UnitDueAt = route.Unit is null ? null : dues.Response,
            ChangedAt = now,
        };
    }

    private static IEnumerable<CaseEventRow> EventsOf(
        CaseRow row, PublicReport report, FoundRegion region, CaseRoute route)
    {
        yield return new CaseEventRow
        {
            CaseId = row.Id, Version = 1, Kind = "Registered", Status = CaseStatus.Registered,
            ActorId = report.Key.Id, ActorRole = Actor, RegionCode = row.RegionCode,
            Data = NewCase.LocationOf(region), OccurredAt = row.ReportedAt,
        };
        if (route.Unit is not null)
        {
            yield return new CaseEventRow
            {
                CaseId = row.Id, Version = 2, Kind = "Dispatched", Status = CaseStatus.Dispatched,
                ActorRole = "system", UnitId = route.Unit.Id, RegionCode = row.RegionCode, Data = route.Json,
                OccurredAt = row.ReportedAt,
            };
        }
    }

    private void Publish(CaseRow row, CaseRoute route)
    {
        db.Publish(new CaseRegistered
        {
            CaseId = row.Id, Kind = row.Kind.ToString(), Category = row.Category,
            Severity = row.Severity.ToString(), RegionCode = row.RegionCode, OccurredAt = row.ReportedAt,
        }, row.Id, 1);
        if (route.Unit is { } unit)
        {
            db.Publish(new CaseDispatched
            {
                CaseId = row.Id, CaseVersion = 2, UnitId = unit.Id, RegionCode = row.RegionCode,
                OccurredAt = row.ReportedAt,
            }, row.Id, 2);
        }
    }

    private sealed record Earlier(Guid Hash, string Number);
}
