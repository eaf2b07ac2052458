using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Pauses;

/// <summary>The unit asks for more time (延期) or for parking (挂账); until somebody approves it no clock stops.</summary>
public static class RequestPause
{
    private const int MaxReason = 500;

    /// <param name="Kind"><c>Extension</c> or <c>Parking</c>.</param>
    public sealed record Request(PauseKind? Kind, string? Reason, DateTimeOffset? Until);

    public static async Task<Results<Ok<PauseView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Scope scope, GrievancesDb db, DirectoryCopy directory, TimeProvider time,
        CancellationToken ct)
    {
        var invalid = new Invalid()
            .When(request.Kind is null, "kind", "取值为 Extension 或 Parking。", "Extension or Parking.")
            .When(!Words.AreGood(request.Reason, MaxReason), "reason", $"请说明理由，1–{MaxReason} 个字。",
                $"Say why, 1–{MaxReason} characters.")
            .When(request.Until is not { Year: >= 2000 and <= 2100 }, "until", "请填写截止时间。", "Say until when.");
        if (invalid.Any)
        {
            return invalid.ToProblem();
        }

        var (row, _, refused) = await db.FindAsync(id, scope, [Roles.Handler], ct);
        if (refused is not null || directory.Current is not { } snapshot)
        {
            return refused ?? Refusals.Unavailable.ToProblem();
        }

        var (kind, now) = (request.Kind!.Value, time.Now());
        var until = request.Until!.Value.ToUniversalTime();
        until = until.AddTicks(-(until.Ticks % TimeSpan.TicksPerMicrosecond));
        var facts = await FactsAsync(db, row!, ct);
        if (PauseRules.Refused(kind, until, facts, now) is { } name)
        {
            return PauseRefusals.Of(name).ToProblem();
        }

        var asked = new PauseRequestRow
        {
            Id = Guid.CreateVersion7(now), CaseId = id, Kind = kind, UnitId = row!.UnitId!.Value,
            UnitSince = row.UnitSince!.Value, Reason = request.Reason!.Trim(), Until = until,
            RequestedBy = scope.Subject, RequestedAt = now,
        };
        return await TrySaveAsync(db, asked, ct)
            ? TypedResults.Ok(PauseView.Of(asked, snapshot)) : PauseRefusals.Of("AlreadyRequested").ToProblem();
    }

    internal static async Task<PauseFacts> FactsAsync(GrievancesDb db, CaseRow row, CancellationToken ct)
    {
        var approved = await db.Set<PauseRequestRow>().AsNoTracking()
            .Where(r => r.CaseId == row.Id && r.Approved == true).ToListAsync(ct);
        return new(
            row.UnitId is null || row.UnitDoneAt is not null ? null : row.UnitDueAt,
            approved.Any(r => r.Kind == PauseKind.Extension && r.UnitId == row.UnitId && r.UnitSince == row.UnitSince),
            approved.Where(r => r.Kind == PauseKind.Parking)
                .Aggregate(TimeSpan.Zero, (sum, r) => sum + (r.Until - r.DecidedAt!.Value)));
    }

    /// <summary>One request waits at a time: the index decides, without ending the transaction around it.</summary>
    private static async Task<bool> TrySaveAsync(GrievancesDb db, PauseRequestRow r, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync($"""
            insert into pause_requests
                (id, case_id, kind, unit_id, unit_since, reason, until, requested_by, requested_at)
            values ({r.Id}, {r.CaseId}, {r.Kind.ToString()}, {r.UnitId}, {r.UnitSince}, {r.Reason}, {r.Until},
                {r.RequestedBy}, {r.RequestedAt})
            on conflict do nothing
            """, ct) == 1;
}
