using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.Grievances.Timers;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Grievances.Imports;

/// <summary>
/// What a batch of lines writes, in one transaction with the job's progress: after a crash every line has either all of
/// it or nothing, and the job goes on behind the last batch. A closed case brings no fact: nothing is awarded and
/// nobody is told of what happened elsewhere. An open one that has a unit is dispatched to it now.
/// </summary>
internal sealed class ImportBatch(
    GrievancesDb db, ImportJob job, ClockLimits limits, WorkCalendar calendar, DateTimeOffset now)
{
    /// <summary>The actor of what happened before the import; webhooks pass over its events.</summary>
    public const string ActorRole = "import";

    private static readonly JsonSerializerOptions Json =
        new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly List<ImportLine> _lines = [];
    private readonly List<CaseRow> _open = [];

    /// <param name="seen">Old numbers of this file that were good before; the batch's are added.</param>
    public async Task FillAsync(
        IReadOnlyList<(ImportRecord Line, OldCase? Case, LineRefusal? Refusal)> read, HashSet<string> seen,
        CancellationToken ct)
    {
        var numbers = read.Where(r => r.Case is not null).Select(r => r.Case!.OldNumber).ToList();
        var known = await db.Set<ImportedCaseRow>().AsNoTracking()
            .Where(i => i.Source == job.Source && numbers.Contains(i.OldNumber))
            .ToDictionaryAsync(i => i.OldNumber, ct);
        var fresh = read.Where(r => r.Case is { } c && !known.ContainsKey(c.OldNumber)).ToList();
        var running = job.DryRun || fresh.Count == 0 ? [] : await db.Database.SqlQuery<long>(
            $"select nextval('case_number') from generate_series(1, {fresh.Count})").ToListAsync(ct);
        var next = 0;
        foreach (var (line, old, refusal) in read)
        {
            if (old is null)
            {
                Add(line, LineOutcome.Refused, null, null, refusal);
            }
            else if (known.GetValueOrDefault(old.OldNumber) is { } before)
            {
                Add(line, LineOutcome.Repeated, before.CaseId, before.CaseNumber, null);
            }
            else if (!seen.Add(old.OldNumber))
            {
                Add(line, LineOutcome.Repeated, null, null, null);
            }
            else if (job.DryRun)
            {
                Add(line, LineOutcome.Imported, null, null, null);
            }
            else
            {
                var row = RowOf(old, running[next++]);
                Write(old, row);
                Add(line, LineOutcome.Imported, row.Id, row.Number, null);
            }
        }
    }

    /// <summary>False when another replica has taken the job over; then nothing is written.</summary>
    public async Task<bool> TrySaveAsync(Guid lease, DateTimeOffset until, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        int Count(LineOutcome outcome) => _lines.Count(l => l.Outcome == outcome);
        var (imported, repeated, refused) =
            (Count(LineOutcome.Imported), Count(LineOutcome.Repeated), Count(LineOutcome.Refused));
        var mine = await db.Set<ImportJob>().Where(j => j.Id == job.Id && j.Lease == lease).ExecuteUpdateAsync(s => s
            .SetProperty(j => j.Imported, j => j.Imported + imported)
            .SetProperty(j => j.Repeated, j => j.Repeated + repeated)
            .SetProperty(j => j.Refused, j => j.Refused + refused)
            .SetProperty(j => j.LeaseUntil, until), ct);
        if (mine == 0)
        {
            return false;
        }

        db.AddRange(_lines);
        await db.SaveChangesAsync(ct);
        foreach (var row in _open)
        {
            await db.WriteTimerAsync(row, limits, calendar, now, ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    private void Add(ImportRecord line, LineOutcome outcome, Guid? caseId, string? number, LineRefusal? refusal)
    {
        var oldNumber = line[ImportColumns.Number];
        _lines.Add(new ImportLine
        {
            JobId = job.Id, Line = line.Number, FileLine = line.FileLine, Outcome = outcome, CaseId = caseId,
            CaseNumber = number, Column = refusal?.Column, ReasonZh = refusal?.Zh, ReasonEn = refusal?.En,
            OldNumber = oldNumber is not null && Words.AreGood(oldNumber, 100) ? oldNumber : null,
        });
    }

    private CaseRow RowOf(OldCase old, long running)
    {
        var limit = limits.For(old.Severity, old.Category);
        var dues = FirstDues.Of(limit, calendar, old.ReportedAt, old.UnitId);
        return new()
        {
            // Ids grow with time, and lists go by them.
            Id = Guid.CreateVersion7(old.ReportedAt),
            Number = $"{CaseNumber.PrefixFor(old.Kind, old.ReportedAt)}{running}",
            Kind = old.Kind,
            Category = old.Category,
            Severity = old.Severity,
            RegionCode = old.Region.Code,
            Status = old.Status,
            Version = old.Status == CaseStatus.Registered ? 1 : 2,
            Text = old.Text,
            Longitude = old.Position?.Longitude,
            Latitude = old.Position?.Latitude,
            RegisteredBy = job.CreatedBy,
            UnitId = old.UnitId,
            FirstUnitId = old.Status == CaseStatus.Dispatched ? old.UnitId : null,
            UnitSince = old.Status == CaseStatus.Dispatched ? now : null,
            Outcome = old.Outcome,
            Satisfaction = old.Satisfied switch
            {
                true => Satisfaction.Satisfied,
                false => Satisfaction.NotSatisfied,
                null => null,
            },
            ReportedAt = old.ReportedAt,
            RiderDueAt = dues.Rider,
            ResponseDueAt = dues.Response,
            UnitDueAt = old.Status == CaseStatus.Dispatched
                ? FirstDues.Of(limit, calendar, now, old.UnitId).Response : null,
            ChangedAt = old.Status == CaseStatus.Dispatched ? now : old.ClosedAt ?? old.ReportedAt,
        };
    }

    private void Write(OldCase old, CaseRow row)
    {
        db.Add(row);
        if (old.Status != CaseStatus.Closed)
        {
            _open.Add(row);
        }

        db.Add(new ImportedCaseRow
        {
            Source = job.Source, OldNumber = old.OldNumber, CaseId = row.Id, CaseNumber = row.Number,
        });
        db.Add(EventOf(row, 1, "Imported", CaseStatus.Registered, ActorRole, old.ReportedAt, null,
            new { source = job.Source, number = old.OldNumber, locatedBy = old.Region.LocatedBy }));
        if (old.Status == CaseStatus.Closed)
        {
            db.Add(EventOf(row, 2, "Closed", CaseStatus.Closed, ActorRole, row.ChangedAt, old.UnitId,
                new { outcome = old.Outcome.ToString(), satisfaction = row.Satisfaction.ToString() }));
        }
        else if (old.Status == CaseStatus.Dispatched)
        {
            db.Add(EventOf(
                row, 2, "Dispatched", CaseStatus.Dispatched, Roles.Dispatcher, now, old.UnitId,
                    new { rule = "Imported" }));
            db.Publish(new CaseDispatched
            {
                CaseId = row.Id, CaseVersion = 2, UnitId = old.UnitId!.Value, RegionCode = row.RegionCode,
                OccurredAt = now,
            }, row.Id, 2);
        }
    }

    private CaseEventRow EventOf(
        CaseRow row, int version, string kind, CaseStatus status, string role, DateTimeOffset at, Guid? unit,
        object data) => new()
    {
        CaseId = row.Id, Version = version, Kind = kind, Status = status, ActorId = job.CreatedBy, ActorRole = role,
        UnitId = unit, RegionCode = row.RegionCode, Data = JsonSerializer.Serialize(data, Json), OccurredAt = at,
    };
}
