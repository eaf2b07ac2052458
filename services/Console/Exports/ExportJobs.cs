using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Console.Data;
using RiderPlatform.Console.Kit;
using RiderPlatform.Console.Sessions;

namespace RiderPlatform.Console.Exports;

/// <summary>The files that somebody asked for: begun, listed, fetched, deleted; gone a day later.</summary>
public sealed class ExportJobs(ConsoleDb db, ExportBell bell, TimeProvider time)
{
    /// <summary>The API's largest page: a list of so many is answered at once.</summary>
    public const int PageSize = 200;

    public const int MaxRows = 50_000;
    private const int MaxHeld = 20;
    private const int MaxRunning = 3;
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>False where somebody has too many already. A second click is the same work.</summary>
    /// <param name="path">The API's list without the page.</param>
    /// <param name="address">The console's list, for the way back.</param>
    public async Task<bool> StartAsync(
        Visitor visitor, string path, string address, long total, Language language, CancellationToken ct)
    {
        var owner = visitor.Person!.Subject;
        var mine = await db.Exports.AsNoTracking().Where(e => e.Owner == owner)
            .Select(e => new { e.State, e.Address }).ToListAsync(ct);
        if (mine.Any(e => e.State == ExportRow.Running && e.Address == address))
        {
            return true;
        }

        if (mine.Count >= MaxHeld || mine.Count(e => e.State == ExportRow.Running) >= MaxRunning)
        {
            return false;
        }

        db.Add(new ExportRow
        {
            Id = Guid.CreateVersion7(),
            Owner = owner,
            SessionId = visitor.SessionId!,
            Path = path,
            Address = address,
            IsChinese = language.IsChinese,
            State = ExportRow.Running,
            RowsTotal = total,
            CreatedAt = time.GetUtcNow(),
        });
        await db.SaveChangesAsync(ct);
        bell.Ring();
        return true;
    }

    public async Task<IReadOnlyList<ExportRow>> OfAsync(Guid owner, CancellationToken ct)
    {
        var since = time.GetUtcNow() - Kept;
        return await db.Exports.AsNoTracking().Where(e => e.Owner == owner && e.CreatedAt > since)
            .OrderByDescending(e => e.CreatedAt).ToListAsync(ct);
    }

    /// <summary>Null where it is not this person's, not ready, or too old.</summary>
    public async Task<ExportRow?> ReadyAsync(Guid id, Guid owner, CancellationToken ct)
    {
        var since = time.GetUtcNow() - Kept;
        return await db.Exports.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.Owner == owner
            && e.State == ExportRow.Ready && e.CreatedAt > since, ct);
    }

    /// <summary>The file's bytes, one page of the list at a time.</summary>
    public IAsyncEnumerable<byte[]> ChunksAsync(Guid id) => db.ExportChunks.AsNoTracking()
        .Where(c => c.ExportId == id).OrderBy(c => c.Number).Select(c => c.Body).AsAsyncEnumerable();

    public Task<int> DeleteAsync(Guid id, Guid owner, CancellationToken ct) =>
        db.Exports.Where(e => e.Id == id && e.Owner == owner).ExecuteDeleteAsync(ct);

    public Task<int> SweepAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - Kept;
        return db.Exports.Where(e => e.CreatedAt < before).ExecuteDeleteAsync(ct);
    }

    public static string FileName(DateTimeOffset moment) => string.Create(
        CultureInfo.InvariantCulture, $"cases-{moment.ToOffset(ChinaTime.Offset):yyyyMMdd-HHmm}.csv");
}
