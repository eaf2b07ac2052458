using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Domain;

namespace RiderPlatform.Points.Awards;

/// <summary>
/// The rules, read again once a minute. That is never too late: a version must start at least five minutes after it is
/// written, and it covers reports made from then on only.
/// </summary>
public sealed class AwardRules(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private volatile Snapshot? _read;

    public async ValueTask<RuleBook> CurrentAsync(CancellationToken ct)
    {
        if (_read is { } read && time.GetElapsedTime(read.At) < Fresh)
        {
            return read.Book;
        }

        await using var scope = scopes.CreateAsyncScope();
        var rules = await scope.ServiceProvider.GetRequiredService<PointsDb>().Rules.AsNoTracking().ToListAsync(ct);
        var book = new RuleBook(RuleBook.SolvedCase, rules);
        _read = new Snapshot(book, time.GetTimestamp());
        return book;
    }

    private sealed record Snapshot(RuleBook Book, long At);
}
