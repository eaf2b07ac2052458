using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Grievances.Assigning;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Warnings;
using RiderPlatform.Grievances.Intake;
using RiderPlatform.Grievances.Photos;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Warnings;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Appeals;

/// <summary>Checks an appeal, holds it against the warnings and stores it with its case, or not at all.</summary>
public sealed class AppealFiling(
    GrievancesDb db, IntakeStore store, ClueReplay replay, PhotoIntake photoIntake, ClockLimits limits,
    TimeProvider time)
{
    private const string Insert = """
        insert into appeals (case_id, rider_id, platform_id, region_code, order_reference, penalty_kind,
            penalty_amount, order_from, order_to, filed_at, warning_id, warning_level, marked_at, warnings_seen)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, case when $11 is null then null else $10 end, $13
        where exists (select from cases where id = $1)
        """;

    private static readonly Refusal AlreadyAppealed = new(
        409, "AlreadyAppealed", "这笔订单的处罚您已经申诉过，请在“我的上报”中查看进展。",
        "You have appealed against this penalty already; see your cases.");

    internal async Task<Results<Created<FileAppeal.Answer>, ProblemHttpResult>> TakeAsync(
        ClueCaller caller, FileAppeal.Request request, Guid hash, IReadOnlyList<UploadedPhoto> uploaded,
        RoutingSnapshot snapshot, CancellationToken ct)
    {
        if (await replay.FindAsync(caller, snapshot, ct) is { } before)
        {
            return await AgainAsync(before, hash, ct);
        }

        var now = time.Now();
        var draft = AppealDraft.Of(request, await NamedAsync(request.Warning, now, ct), snapshot, now);
        if (draft.Invalid.Any)
        {
            return draft.Invalid.ToProblem();
        }

        var warnings = await WarningsInForce.ReadAsync(db, draft.From, draft.To, ct);
        var met = warnings.Worst(draft.Position, draft.Region!.Code, draft.From, draft.To);
        var (photos, badPhoto) = await photoIntake.KeepAsync(uploaded, ct);
        if (badPhoto is not null)
        {
            return badPhoto;
        }

        var row = CaseOf(caller, draft, hash, met is not null, snapshot, now);
        try
        {
            var beside = BesideOf(row, draft, met, warnings.Seen);
            return await store.TryInsertAsync(
                row, photos, ct, [beside, .. Assigner.Beside(row, snapshot)]) is { } number
                ? Made(row, number, draft.Platform!, met?.Id, met?.Level, photos.Count)
                : await AgainAsync((await replay.FindAsync(caller, snapshot, ct))!, hash, ct);
        }
        catch (PostgresException e) when (e is
            { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: AppealTables.OnePenalty })
        {
            return AlreadyAppealed.ToProblem();
        }
    }

    private async Task<WarningView?> NamedAsync(Guid? id, DateTimeOffset now, CancellationToken ct) =>
        id is { } warning && await db.Set<WarningRow>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == warning, ct)
            is { } row ? WarningView.Of(row, now) : null;

    /// <summary>A case like any other, but for who answers: the platform that is named.</summary>
    private NewCase CaseOf(
        ClueCaller caller, AppealDraft draft, Guid hash, bool fast, RoutingSnapshot snapshot, DateTimeOffset now)
    {
        var category = fast ? draft.Category! with { Severity = Severity.Major } : draft.Category!;
        var decision = new RoutingDecision(draft.Platform!.Id, "NamedPlatform", []);
        var route = new CaseRoute(
            decision, draft.Platform, JsonSerializer.Serialize(decision, RoutingJson.Default.RoutingDecision));
        var report = new ClueReport(
            caller.RiderId, caller.Subject, category.Code, draft.Text.Trim(), draft.Position, caller.Key, hash)
        {
            Kind = CaseKind.Appeal,
        };
        return NewCase.Of(
            report, category, draft.Region!, route, limits.For(category.Severity, category.Code), snapshot.Calendar,
            now);
    }

    private static NpgsqlBatchCommand BesideOf(NewCase row, AppealDraft draft, WarningsInForce.Known? met, long seen)
    {
        var command = new NpgsqlBatchCommand(Insert);
        Add(row.Id);
        Add(row.ReporterId!.Value);
        Add(draft.Platform!.Id);
        Add(row.RegionCode);
        Add(draft.Reference);
        Add(draft.Penalty.Kind.ToString());
        Add(draft.Penalty.Amount);
        Add(draft.From.UtcDateTime);
        Add(draft.To.UtcDateTime);
        Add(row.ReportedAt.UtcDateTime);
        Add(met?.Id);
        Add((short?)met?.Level);
        Add(seen);
        return command;

        void Add<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
    }

    private async Task<Results<Created<FileAppeal.Answer>, ProblemHttpResult>> AgainAsync(
        ClueReplay.Earlier before, Guid hash, CancellationToken ct)
    {
        var (answer, id) = (before.Answer, before.Answer.Id);
        var appeal = await db.Set<AppealRow>().AsNoTracking().SingleOrDefaultAsync(a => a.CaseId == id, ct);
        var due = await db.Cases.Where(c => c.Id == id).Select(c => c.UnitDueAt).SingleOrDefaultAsync(ct);
        return before.Hash != hash || appeal is null ? Refusals.IdempotencyKeyReused.ToProblem()
            : TypedResults.Created($"/api/v1/appeals/{id}", new FileAppeal.Answer(
                id, answer.Number, answer.Status, answer.Version, answer.Category, answer.Severity, answer.RegionCode,
                answer.Unit, appeal.WarningId is not null, appeal.WarningId, appeal.WarningLevel, answer.Photos,
                answer.ReportedAt, due));
    }

    private static Created<FileAppeal.Answer> Made(
        NewCase row, string number, Unit platform, Guid? warning, WarningLevel? level, int photos) =>
        TypedResults.Created($"/api/v1/appeals/{row.Id}", new FileAppeal.Answer(
            row.Id, number, "Dispatched", 2, row.Category, NewCase.SeverityName((Severity)row.Severity),
            row.RegionCode, new(platform.Id, platform.Name), warning is not null, warning, level, photos,
            row.ReportedAt, row.ResponseDueAt));
}
