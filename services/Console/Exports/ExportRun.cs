using System.Text;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Console.Api;
using RiderPlatform.Console.Data;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Kit.Tables;
using RiderPlatform.Console.Pages.Cases;
using RiderPlatform.Console.Sessions;

namespace RiderPlatform.Console.Exports;

/// <summary>
/// Some pages of one export: each is read with the owner's token and written with the progress in one go.
/// </summary>
public sealed class ExportRun(ConsoleDb db, SessionStore sessions, PlatformApi api, TimeProvider time)
{
    private const int PagesAtATime = 10;
    private const int MaxAttempts = 60;
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>False when there is nothing to do.</summary>
    public async Task<bool> TryOneAsync(CancellationToken ct)
    {
        if (await TakeAsync(ct) is not { } job)
        {
            return false;
        }

        if (await sessions.FindAsync(job.SessionId, ct) is not { } session)
        {
            await FailAsync(job, "exports.failed.session", ct);
            return true;
        }

        var reader = api.As(session.AccessToken);
        for (var i = 0; i < PagesAtATime && job.State == ExportRow.Running; i++)
        {
            var answer = await reader.GetAsync<Listed<Api.Cases.Case>>($"{job.Path}&page={job.NextPage}", ct);
            if (answer.Problem is { } problem)
            {
                await PutOffAsync(job, problem, ct);
                return true;
            }

            if (!await WriteAsync(job, answer.Value!, ct))
            {
                return true;
            }
        }

        await ReleaseAsync(job, time.GetUtcNow(), ct);
        return true;
    }

    /// <summary>Who has waited longest, and is in nobody's hands.</summary>
    private async Task<ExportRow?> TakeAsync(CancellationToken ct)
    {
        var (lease, now) = (Guid.CreateVersion7(), time.GetUtcNow());
        var until = now + LeaseTime;
        var taken = await db.Exports.FromSql($"""
            update export set lease = {lease}, lease_until = {until} where id = (
                select id from export where state = 'Running' and (lease_until is null or lease_until <= {now})
                order by lease_until nulls first, created_at for update skip locked limit 1)
            returning *
            """).AsNoTracking().ToListAsync(ct);
        return taken.SingleOrDefault();
    }

    /// <summary>False when the lease is lost or the export is deleted: then nothing is written.</summary>
    private async Task<bool> WriteAsync(ExportRow job, Listed<Api.Cases.Case> page, CancellationToken ct)
    {
        var rows = page.Items.Take((int)(ExportJobs.MaxRows - job.RowsDone)).ToList();
        var body = Body(job, rows);
        var done = job.RowsDone + rows.Count;
        var most = page.TotalExceeded ? ExportJobs.MaxRows : Math.Min(page.Total, ExportJobs.MaxRows);
        var total = page.TotalExceeded ? job.RowsTotal : page.Total;
        var state = page.Items.Count < ExportJobs.PageSize || done >= most ? ExportRow.Ready : ExportRow.Running;
        var (next, bytes, until) = (job.NextPage + 1, job.Bytes + body.Length, time.GetUtcNow() + LeaseTime);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var held = await db.Exports.Where(e => e.Id == job.Id && e.Lease == job.Lease && e.NextPage == job.NextPage)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.RowsDone, done).SetProperty(e => e.RowsTotal, total)
                .SetProperty(e => e.NextPage, next).SetProperty(e => e.Bytes, bytes).SetProperty(e => e.Attempts, 0)
                .SetProperty(e => e.State, state).SetProperty(e => e.LeaseUntil, until), ct);
        if (held == 0)
        {
            return false;
        }

        await db.Database.ExecuteSqlAsync(
            $"insert into export_chunk (export_id, number, body) values ({job.Id}, {job.NextPage}, {body})", ct);
        await transaction.CommitAsync(ct);
        (job.RowsDone, job.NextPage, job.Bytes, job.State) = (done, next, bytes, state);
        return true;
    }

    private static byte[] Body(ExportRow job, List<Api.Cases.Case> rows)
    {
        var language = Language.Of(job.IsChinese);
        var texts = new Texts(language);
        var columns = CaseTable.ColumnsOf(texts, language);
        var text = new StringBuilder(job.NextPage == 1 ? CsvFile.Header(columns, texts) : "");
        foreach (var row in rows)
        {
            text.Append(CsvFile.Line(columns, row));
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return job.NextPage == 1 ? [.. CsvFile.Mark, .. bytes] : bytes;
    }

    /// <summary>What passes is tried again for five minutes; what does not ends the job.</summary>
    private async Task PutOffAsync(ExportRow job, Problem problem, CancellationToken ct)
    {
        if (problem.Status is < 500 and not 429 || job.Attempts >= MaxAttempts)
        {
            await FailAsync(job, problem.Status >= 500 ? "exports.failed.away" : "exports.failed.refused", ct);
            return;
        }

        var attempts = job.Attempts + 1;
        await Mine(job).ExecuteUpdateAsync(s => s.SetProperty(e => e.Attempts, attempts), ct);
        await ReleaseAsync(job, time.GetUtcNow() + Pause, ct);
    }

    private Task<int> FailAsync(ExportRow job, string reason, CancellationToken ct) => Mine(job).ExecuteUpdateAsync(
        s => s.SetProperty(e => e.State, ExportRow.Failed).SetProperty(e => e.Reason, reason), ct);

    private Task<int> ReleaseAsync(ExportRow job, DateTimeOffset until, CancellationToken ct) =>
        Mine(job).ExecuteUpdateAsync(
        s => s.SetProperty(e => e.Lease, (Guid?)null).SetProperty(e => e.LeaseUntil, until), ct);

    private IQueryable<ExportRow> Mine(ExportRow job) => db.Exports.Where(e => e.Id == job.Id && e.Lease == job.Lease);
}
