using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Imports;

/// <summary>
/// Works off the files one after the other. A job is leased to a replica, batch by batch; when that replica is killed
/// another goes on behind its last batch.
/// </summary>
public sealed class RunImports(
    IServiceScopeFactory scopes, DirectoryCopy directory, ClockLimits limits, TimeProvider time,
    ILogger<RunImports> logger)
    : BackgroundService
{
    private const int BatchLines = 250;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (directory.Current is { } snapshot && await ClaimAsync(stoppingToken) is { } job)
                {
                    await RunAsync(job, snapshot, stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The lease ends and the job goes on where it stands.
                logger.LogWarning("An import waits: {Reason}", e.Message);
            }
        }
    }

    private async Task<ImportJob?> ClaimAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GrievancesDb>();
        var (now, until, lease) = (time.Now(), time.Now() + Lease, Guid.CreateVersion7());
        var claimed = await db.Database.ExecuteSqlAsync($"""
            update import_jobs set state = 'Running', lease = {lease}, lease_until = {until}
            where id = (select id from import_jobs
                where state <> 'Done' and (lease_until is null or lease_until <= {now})
                order by created_at limit 1 for update skip locked)
            """, ct);
        return claimed == 0 ? null
            : await db.Set<ImportJob>().AsNoTracking().SingleOrDefaultAsync(j => j.Lease == lease, ct);
    }

    private async Task RunAsync(ImportJob job, RoutingSnapshot snapshot, CancellationToken ct)
    {
        var seen = await SeenAsync(job, ct);
        var scope = new Scope { Subject = job.CreatedBy, Grants = [.. job.Grants.Select(Grant.Parse).OfType<Grant>()] };
        var check = new LineCheck(snapshot, scope, time.Now());
        foreach (var lines in new ImportFile(job.Content ?? []).Read().Skip(job.Done).Chunk(BatchLines))
        {
            var read = lines.Select(l => check.Read(l) is var (old, refusal) ? (l, old, refusal) : default).ToList();
            if (!await WriteAsync(job, read, snapshot, seen, ct))
            {
                return;
            }
        }

        await FinishAsync(job, ct);
    }

    private async Task<bool> WriteAsync(
        ImportJob job, List<(ImportRecord, OldCase?, LineRefusal?)> read, RoutingSnapshot snapshot,
            HashSet<string> seen,
        CancellationToken ct)
    {
        for (var first = true; ; first = false)
        {
            await using var scope = scopes.CreateAsyncScope();
            var before = new HashSet<string>(seen);
            try
            {
                var batch = new ImportBatch(
                    scope.ServiceProvider.GetRequiredService<GrievancesDb>(), job, limits, snapshot.Calendar,
                        time.Now());
                await batch.FillAsync(read, seen, ct);
                return await batch.TrySaveAsync(job.Lease!.Value, time.Now() + Lease, ct);
            }
            catch (DbUpdateException e) when (first && TransientFaults.ViolatedUnique(e) == "imported_cases_number")
            {
                // Another file of the same system had the same case at the same moment: now it is seen.
                seen.IntersectWith(before);
            }
        }
    }

    /// <summary>What was good in this file before a crash.</summary>
    private async Task<HashSet<string>> SeenAsync(ImportJob job, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var numbers = await scope.ServiceProvider.GetRequiredService<GrievancesDb>().Set<ImportLine>().AsNoTracking()
            .Where(l => l.JobId == job.Id && l.Outcome == LineOutcome.Imported && l.OldNumber != null)
            .Select(l => l.OldNumber!).ToListAsync(ct);
        return [.. numbers];
    }

    private async Task FinishAsync(ImportJob job, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GrievancesDb>();
        var (now, before) = (time.Now(), time.Now() - Kept);
        await db.Set<ImportJob>().Where(j => j.Id == job.Id && j.Lease == job.Lease).ExecuteUpdateAsync(s => s
            .SetProperty(j => j.State, ImportState.Done)
            .SetProperty(j => j.FinishedAt, now)
            .SetProperty(j => j.Content, (byte[]?)null)
            .SetProperty(j => j.Lease, (Guid?)null)
            .SetProperty(j => j.LeaseUntil, (DateTimeOffset?)null), ct);
        logger.LogInformation("Import {Job} is done", job.Id);
        // Reports are kept for a while; which old number became which case, for ever.
        await db.Database.ExecuteSqlAsync($"""
            with old as (delete from import_jobs where state = 'Done' and finished_at < {before} returning id)
            delete from import_lines where job_id in (select id from old)
            """, ct);
    }
}
