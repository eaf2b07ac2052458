using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>
/// One decision for all open appeals of one warning. First a preview, which counts them and names their versions; then
/// either these, or as many as were counted. Each line is decided for itself and told for itself. Keeping a penalty is
/// no batch matter: it needs the evidence of each order.
/// </summary>
public static class AnswerBatch
{
    /// <summary>A transaction holds their rows; more are sent in turns.</summary>
    public const int Most = 200;

    /// <param name="Amount">
    /// Of a penalty whose rider named no amount, how much it was: fen, points or days.
    /// </param>
    public sealed record Item(Guid Id, int Version, long? Amount = null);

    /// <param name="Decision">PenaltyRevoked or PenaltyPartlyRevoked.</param>
    /// <param name="RefundedPercent">Of a partly revoked one: the share of each penalty, 1 to 99.</param>
    /// <param name="Items">Just these; absent: all that are open now, and there must be <paramref name="Expected"/>.
    /// </param>
    /// <param name="AmountFen">Of each penalty in money for which neither the rider nor its item names an amount.
    /// </param>
    /// <param name="Preview">True: nothing is decided.</param>
    public sealed record Request(
        Guid? Warning, string? Decision = null, string? Reason = null, int? RefundedPercent = null,
        IReadOnlyList<Item>? Items = null, int? Expected = null, long? AmountFen = null, bool Preview = false);

    /// <param name="Outcome">Null: not decided.</param>
    /// <param name="Returned">Fen, points or days; in a preview null.</param>
    /// <param name="Problem">Why not, by name.</param>
    public sealed record Line(
        Guid Id, string? Number, int Version, PenaltyKind? PenaltyKind, long? PenaltyAmount, AppealOutcome? Outcome,
        long? Returned, string? Problem, string? Detail);

    /// <param name="Count">How many open appeals of the warning there are; when deciding: lines.</param>
    /// <param name="PenaltyFen">The money in question, as far as it is named.</param>
    /// <param name="Unnamed">How many name no amount, as an appeal of one tap: who decides them names it.</param>
    public sealed record Answer(
        bool Preview, int Count, int Decided, int NotDecided, long PenaltyFen, long RefundedFen, int Unnamed,
        IReadOnlyList<Line> Lines);

    private static readonly Refusal CountDiffers = new(
        409, "CountDiffers", "待答复的申诉数量已变化，请重新预览后再提交。",
        "The number of open appeals has changed. Look at the preview again.");

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, Scope scope, GrievancesDb db, AppealAnswering answering, CancellationToken ct)
    {
        if (Wrong(request) is { Any: true } wrong)
        {
            return wrong.ToProblem();
        }

        return await db.InTransactionAsync<Results<Ok<Answer>, ProblemHttpResult>>(async () =>
        {
            var open = await OpenAsync(db, scope, request.Warning!.Value, ct);
            if (request.Preview)
            {
                return TypedResults.Ok(PreviewOf(open));
            }

            if (request.Items is null && open.Count != request.Expected)
            {
                return CountDiffers.ToProblem(("count", open.Count));
            }

            var items = request.Items?.DistinctBy(i => i.Id) ?? open.Select(l => new Item(l.Case.Id, l.Case.Version));
            var byId = open.ToDictionary(l => l.Case.Id);
            var lines = new List<Line>();
            // In the order of ids: two batches that meet wait for each other, never in a circle.
            foreach (var item in items.OrderBy(i => i.Id))
            {
                lines.Add(await DecideAsync(request, item, byId.GetValueOrDefault(item.Id), scope, answering, ct));
            }

            return TypedResults.Ok(new Answer(
                false, lines.Count, lines.Count(l => l.Outcome is not null), lines.Count(l => l.Outcome is null),
                FenOf(lines, l => l.PenaltyAmount), FenOf(lines, l => l.Returned), UnnamedIn(lines), lines));
        }, ct);
    }

    private static Invalid Wrong(Request r) => new Invalid()
        .When(r.Warning is null, "warning", "请指定预警。", "Name the warning.")
        .When(!r.Preview && r.Decision is not (nameof(AppealDecision.PenaltyRevoked)
                or nameof(AppealDecision.PenaltyPartlyRevoked)), "decision",
            "批量只能撤销或部分撤销处罚；维持处罚须逐件附证据。",
            "A batch revokes, wholly or partly; to keep a penalty answer each with its evidence.")
        .When(!r.Preview && !Words.AreGood(r.Reason, AppealRules.MaxReason), "reason",
            $"请说明理由，1–{AppealRules.MaxReason} 个字。", $"Say why, in 1–{AppealRules.MaxReason} characters.")
        .When(r.Decision == nameof(AppealDecision.PenaltyPartlyRevoked) && r.RefundedPercent is not (>= 1 and <= 99),
            "refundedPercent", "部分撤销须填 1–99 的百分比。", "A share of 1 to 99 per cent.")
        .When(!r.Preview && r.Items is null && r.Expected is null, "expected",
            "请填写预览得到的数量，或逐件列出 items。", "The count of the preview, or the items one by one.")
        .When(r.AmountFen is < 1 or > AppealRules.MaxAmount, "amountFen",
            $"须在 1 与 {AppealRules.MaxAmount} 之间。", $"Between 1 and {AppealRules.MaxAmount}.")
        .When(r.Items?.Any(i => i.Amount is < 1 or > AppealRules.MaxAmount) == true, "items",
            $"数额须在 1 与 {AppealRules.MaxAmount} 之间。", $"An amount is between 1 and {AppealRules.MaxAmount}.")
        .When(r.Items?.Count is 0 or > Most || (r.Items is null && r.Expected > Most), "items",
            $"一次 1–{Most} 件。", $"From 1 to {Most} at a time.");

    /// <summary>What the caller's platform has to answer now.</summary>
    private static Task<List<AppealLine>> OpenAsync(GrievancesDb db, Scope scope, Guid warning, CancellationToken ct)
    {
        var own = db.Cases.Where(scope.Covers<CaseRow>(c => c.RegionCode, c => c.UnitId, Roles.Handler));
        return AppealFilter.Of(db.AppealsFor(scope), AppealFigure.Open)
            .Where(l => l.Appeal.WarningId == warning && l.Case.UnitDoneAt == null && own.Any(c => c.Id == l.Case.Id))
            .OrderBy(l => l.Case.Id).ToListAsync(ct);
    }

    private static Answer PreviewOf(List<AppealLine> open)
    {
        var lines = open.ConvertAll(l => new Line(
            l.Case.Id, l.Case.Number, l.Case.Version, l.Appeal.PenaltyKind, l.Appeal.PenaltyAmount, null, null, null,
            null));
        return new Answer(
            true, lines.Count, 0, lines.Count, FenOf(lines, l => l.PenaltyAmount), 0, UnnamedIn(lines),
            [.. lines.Take(Most)]);
    }

    private static int UnnamedIn(List<Line> lines) =>
        lines.Count(l => l is { PenaltyKind: not null, PenaltyAmount: null });

    private static long FenOf(List<Line> lines, Func<Line, long?> amount) =>
        lines.Where(l => l.PenaltyKind == PenaltyKind.Money).Sum(l => amount(l) ?? 0);

    private static async Task<Line> DecideAsync(
        Request request, Item item, AppealLine? open, Scope scope, AppealAnswering answering, CancellationToken ct)
    {
        var decision = AnswerAppeal.DecisionOf(request.Decision);
        var penalty = open is null ? null : new Penalty(open.Appeal.PenaltyKind, open.Appeal.PenaltyAmount);
        var money = penalty?.Kind == PenaltyKind.Money;
        var whole = penalty is null ? null
            : penalty with { Amount = penalty.Amount ?? item.Amount ?? (money ? request.AmountFen : null) };
        var back = whole is null ? null : decision == AppealDecision.PenaltyPartlyRevoked
            ? AppealRules.ShareOf(whole, request.RefundedPercent!.Value) : whole.Amount;
        var answer = new AppealAnswer(decision, money ? back : null, money ? null : back, request.Reason, 0);
        var (line, refused) = open is null ? (null, Refusal.NotFound)
            : await answering.TakeAsync(item.Id, new(item.Version, answer, []), scope, ct);
        var problem = refused?.ProblemDetails;
        return new Line(
            item.Id, open?.Case.Number, line?.Case.Version ?? item.Version, penalty?.Kind, penalty?.Amount,
            line?.Appeal.Outcome, line?.Appeal.Returned, problem?.Title, problem?.Detail);
    }
}
