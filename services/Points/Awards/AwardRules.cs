using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;
using RiderPlatform.Points.Rules;

namespace RiderPlatform.Points.Awards;

/// <summary>
/// The rules, read again once a minute. That is never too late: a version must start at least five minutes after it is
/// published, and it covers what is done from then on only.
/// </summary>
public sealed class AwardRules(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private volatile Snapshot? _read;

    /// <summary>
    /// Read through the caller's connection: callers who each hold one and wait for another wait for one another.
    /// </summary>
    public async ValueTask<RuleBook> CurrentAsync(PointsDb db, CancellationToken ct)
    {
        if (_read is { } read && time.GetElapsedTime(read.At) < Fresh)
        {
            return read.Book;
        }

        var book = new RuleBook(await ReadAsync(db, ct));
        _read = new Snapshot(book, time.GetTimestamp());
        return book;
    }

    /// <summary>Every version that was published, with those from before there were rule sets.</summary>
    internal static async Task<List<RuleSet>> ReadAsync(PointsDb db, CancellationToken ct)
    {
        var older = await db.Rules.AsNoTracking().Where(r => r.Id == RuleBook.SolvedCase).ToListAsync(ct);
        var rows = await db.RuleSets.AsNoTracking().Where(r => r.Status == RuleSetStatus.Published).ToListAsync(ct);
        return [.. older.Select(RuleSet.Of),
            .. rows.Select(r => new RuleSet(r.Version!.Value, r.EffectiveFrom!.Value, RuleJson.ContentOf(r.Content)))];
    }

    private sealed record Snapshot(RuleBook Book, long At);
}
