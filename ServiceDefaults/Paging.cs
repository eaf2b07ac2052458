using Microsoft.EntityFrameworkCore;

namespace RiderPlatform.ServiceDefaults;

/// <summary>One page of a list. <c>total</c> counts the whole list under the same filter and scope.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total, int PageNumber, int PageSize)
{
    public int PageCount => (int)((Total + PageSize - 1) / PageSize);

    public Page<TAnswer> Select<TAnswer>(Func<T, TAnswer> answer) =>
        new([.. Items.Select(answer)], Total, PageNumber, PageSize);
}

/// <summary>
/// The query string of a list: <c>?page=1&amp;size=20</c>; out-of-range values are brought into range.
/// </summary>
public readonly record struct Paging(int? Page, int? Size)
{
    public const int MaxSize = 200;

    public int Number => Math.Clamp(Page ?? 1, 1, 1_000_000);

    public int Length => Math.Clamp(Size ?? 20, 1, MaxSize);

    /// <summary>Reads this page of an ordered query and counts the whole.</summary>
    public async Task<Page<T>> OfAsync<T>(IQueryable<T> ordered, CancellationToken ct)
    {
        var total = await ordered.LongCountAsync(ct);
        var items = await ordered.Skip((Number - 1) * Length).Take(Length).ToListAsync(ct);
        return new Page<T>(items, total, Number, Length);
    }
}
