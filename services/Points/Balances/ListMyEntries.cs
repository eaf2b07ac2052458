using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Figures;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Balances;

/// <summary>The statement, as pages and as a file; a rider's own, or a rider's of the caller's region.</summary>
public static class ListMyEntries
{
    /// <summary>More lines than a rider makes in many years; a longer file is cut and says nothing of it.</summary>
    private const int MaxLines = 50_000;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <param name="Kind"><c>Awarded</c>, <c>Capped</c>, <c>CapReached</c>, <c>FundExhausted</c>, <c>NoFund</c>,
    /// <c>CoolingOff</c>, <c>NoRule</c>, <c>NoPoints</c>, or how an unsolved clue was closed;
    /// <c>Reserve</c>, <c>Post</c>, <c>Void</c>; <c>Expiry</c>.</param>
    /// <param name="Points">Change of what can be spent.</param>
    /// <param name="Held">Change of what is held.</param>
    /// <param name="Reference">Case, demand or voucher.</param>
    /// <param name="Text">What happened as one Chinese sentence; <paramref name="Zh"/> is its older name.</param>
    /// <param name="TextEn">The same in English; <paramref name="En"/> is its older name.</param>
    /// <param name="Balance">What could be spent after it.</param>
    /// <param name="CaseId">Set where it speaks of a case that the rider reported.</param>
    /// <param name="VoucherId">Set where it speaks of a voucher.</param>
    public sealed record Entry(
        Guid Id, DateTimeOffset At, string Kind, long Points, long Held, Guid Reference, string Zh, string En,
        string Text, string TextEn, long Balance, Guid? CaseId, Guid? VoucherId)
    {
        /// <summary>The rule that decided, and its version; null where nothing was decided.</summary>
        public string? Rule { get; init; }

        public int? RuleVersion { get; init; }

        /// <summary>What the rule gives before cap and fund.</summary>
        public long? Asked { get; init; }

        public long? Given { get; init; }

        /// <summary>The line of the rules that spoke; null where none did.</summary>
        public string? RuleLine { get; init; }

        /// <summary><c>Line</c>, <c>Day</c> or <c>Week</c>: the cap that left less than was asked.</summary>
        public string? Bound { get; init; }
    }

    /// <param name="from">First day in China.</param>
    /// <param name="to">Last day, included.</param>
    public static Task<Results<Ok<Page<Entry>>, ProblemHttpResult>> HandleAsync(
        DateOnly? from, DateOnly? to, [AsParameters] Paging paging, Scope scope, PointsDb db, CancellationToken ct) =>
        PageAsync(db, scope.RiderId, from, to, paging, Refusal.Forbidden, ct);

    public static async Task<Results<Ok<Page<Entry>>, ProblemHttpResult>> OfRiderAsync(
        Guid id, DateOnly? from, DateOnly? to, [AsParameters] Paging paging, Scope scope, PointsDb db,
        CancellationToken ct) => await PageAsync(
            db, await RidersInScope.CoversAsync(db, scope, id, ct) ? id : null, from, to, paging, Refusal.NotFound, ct);

    public static Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(
        DateOnly? from, DateOnly? to, Scope scope, PointsDb db, CancellationToken ct) =>
        FileOfAsync(db, scope.RiderId, from, to, Refusal.Forbidden, ct);

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileOfRiderAsync(
        Guid id, DateOnly? from, DateOnly? to, Scope scope, PointsDb db, CancellationToken ct) => await FileOfAsync(
            db, await RidersInScope.CoversAsync(db, scope, id, ct) ? id : null, from, to, Refusal.NotFound, ct);

    private static async Task<Results<Ok<Page<Entry>>, ProblemHttpResult>> PageAsync(
        PointsDb db, Guid? rider, DateOnly? from, DateOnly? to, Paging paging, Refusal absent, CancellationToken ct)
    {
        if (rider is null || Statement.Check(from, to) is { Any: true })
        {
            return rider is null ? absent.ToProblem() : Statement.Check(from, to).ToProblem();
        }

        return TypedResults.Ok((await paging.OfAsync(Statement.Of(db, rider.Value, from, to), ct))
            .Select(Statement.EntryOf));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileOfAsync(
        PointsDb db, Guid? rider, DateOnly? from, DateOnly? to, Refusal absent, CancellationToken ct)
    {
        if (rider is null || Statement.Check(from, to) is { Any: true })
        {
            return rider is null ? absent.ToProblem() : Statement.Check(from, to).ToProblem();
        }

        var text = new StringBuilder("时间 Time,说明,What,积分 Points,冻结 Held,余额 Balance,应得 Asked,规则 Rule\r\n");
        await foreach (var line in Statement.Of(db, rider.Value, from, to).Take(MaxLines).AsAsyncEnumerable()
            .WithCancellation(ct))
        {
            var e = Statement.EntryOf(line);
            text.AppendJoin(',',
                e.At.ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), CsvCell.Of(e.Text),
                CsvCell.Of(e.TextEn), e.Points, e.Held, e.Balance, e.Asked, e.Rule is null ? ""
                    : $"{e.Rule} v{e.RuleVersion}")
                .Append("\r\n");
        }

        return TypedResults.File(
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8",
            "points.csv");
    }
}
