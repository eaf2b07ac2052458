using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Points.Data;
using RiderPlatform.Points.Figures;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Points.Boards;

/// <summary>The decisions behind a figure: their points add up to it.</summary>
public static class ListEarned
{
    private const int FlushCharacters = 64 * 1024;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <param name="Id">The award's transfer, or the clawback.</param>
    /// <param name="AwardId">The award that it is, or that it takes back.</param>
    /// <param name="Reference">Case, demand or proposal.</param>
    /// <param name="At">When the ledger posted it.</param>
    public sealed record Item(
        Guid Id, EarnedKind Kind, Guid RiderId, string Code, string Rule, int RuleVersion, string? Line,
        string Category, string RegionCode, long Points, DateTimeOffset At, Guid Reference, Guid AwardId);

    public sealed record Answer(
        string RegionCode, DateOnly From, DateOnly To, DateTimeOffset AsOf, EarnedBy By, string? Key, Page<Item> Rows);

    /// <summary>The question of a figure.</summary>
    /// <param name="Key">Of the figure; absent: of the total.</param>
    /// <param name="Rider">One rider's alone.</param>
    public readonly record struct Question(
        string? Region, DateOnly? From, DateOnly? To, DateTimeOffset? AsOf, EarnedBy? By, string? Key, Guid? Rider);

    /// <summary>Newest first.</summary>
    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Question question, [AsParameters] Paging paging, Scope scope, PointsDb db, SettledLedger ledger,
        CancellationToken ct)
    {
        var (period, wrong) = await PeriodAsync(question, ledger, ct);
        if (period is null)
        {
            return wrong.ToProblem();
        }

        var page = await paging.OfAsync(
            Of(db, scope, question, period).OrderByDescending(e => e.At).ThenByDescending(e => e.Id), ct);
        return TypedResults.Ok(new Answer(
            question.Region ?? "", period.From, period.To, period.AsOf, question.By ?? EarnedBy.Rule, question.Key,
            page.Select(ItemOf)));
    }

    /// <summary>All of them, oldest first, line by line as they are read.</summary>
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> FileAsync(
        [AsParameters] Question question, Scope scope, PointsDb db, SettledLedger ledger, CancellationToken ct)
    {
        var (period, wrong) = await PeriodAsync(question, ledger, ct);
        return period is null ? wrong.ToProblem() : TypedResults.Stream(
            body => WriteAsync(Of(db, scope, question, period).OrderBy(e => e.At).ThenBy(e => e.Id), body, ct),
            "text/csv; charset=utf-8", "earned.csv");
    }

    private static Task<(BoardPeriod? Period, Invalid Wrong)> PeriodAsync(
        Question q, SettledLedger ledger, CancellationToken ct) =>
        BoardPeriod.AskAsync(q.Region, q.From, q.To, q.AsOf, ledger, ct);

    private static IQueryable<Earned> Of(PointsDb db, Scope scope, Question question, BoardPeriod period)
    {
        var (region, by, key) = (question.Region ?? "", question.By ?? EarnedBy.Rule, question.Key);
        var rows = Earned.Of(db, scope, region, period);
        if (question.Rider is { } rider)
        {
            rows = rows.Where(e => e.RiderId == rider);
        }

        return key is null ? rows : by switch
        {
            EarnedBy.Line => rows.Where(e => e.Rule + "/" + (e.Line ?? "") == key),
            EarnedBy.Category => rows.Where(e => e.Category == key),
            EarnedBy.Region => rows.Where(e => e.RegionCode.StartsWith(key)),
            _ => rows.Where(e => e.Rule == key),
        };
    }

    private static Item ItemOf(Earned e) => new(
        e.Id, e.Kind, e.RiderId, Board.CodeOf(e.RiderId), e.Rule, e.RuleVersion, e.Line, e.Category, e.RegionCode,
        e.Points, e.At, e.Reference, e.AwardId);

    private static async Task WriteAsync(IQueryable<Earned> rows, Stream body, CancellationToken ct)
    {
        var text = new StringBuilder("\uFEFF时间 Time,种类 Kind,骑手 Rider,规则 Rule,条款 Line,类别 Category,区划 Region,")
            .Append("积分 Points,事由 Reference,奖励 Award\r\n");
        await foreach (var e in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            text.Append(CultureInfo.InvariantCulture, $"{e.At.ToOffset(China):yyyy-MM-dd HH:mm:ss},{e.Kind},")
                .Append(CultureInfo.InvariantCulture, $"{e.RiderId},{e.Rule} v{e.RuleVersion},")
                .Append(CultureInfo.InvariantCulture, $"{CsvCell.Of(e.Line ?? "")},{CsvCell.Of(e.Category)},")
                .Append(CultureInfo.InvariantCulture, $"{e.RegionCode},{e.Points},")
                .Append(CultureInfo.InvariantCulture, $"{e.Reference},{e.AwardId}\r\n");
            if (text.Length >= FlushCharacters)
            {
                await body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
                text.Clear();
            }
        }

        await body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
    }
}
