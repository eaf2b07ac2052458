using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Domain.Calendar;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>A co-handler's request for more time and what became of it.</summary>
/// <param name="State"><c>Waiting</c>, <c>Approved</c> or <c>Refused</c>.</param>
/// <param name="Until">Until then the task's clock stands still.</param>
public sealed record CoExtensionView(
    Guid Id, string State, string Reason, DateTimeOffset Until, DateTimeOffset RequestedAt, string? Note,
    DateTimeOffset? DecidedAt)
{
    internal static CoExtensionView Of(CoExtensionRow r) => new(
        r.Id, r.Approved switch { null => "Waiting", true => "Approved", _ => "Refused" }, r.Reason, r.Until,
        r.RequestedAt, r.Note, r.DecidedAt);

    internal static Refusal Refused(string name) => name switch
    {
        "NoClockRuns" => CoTaskView.NotOpen,
        "AlreadyDue" => new(409, name, "协办时限已到，延期不能消除超期。", "It is due already: lateness is not undone."),
        "AlreadyOver" => new(400, name, "截止时间须在将来。", "The end must lie in the future."),
        "AlreadyExtended" => new(409, name, "每个协办任务只能延期一次。", "A task is extended once; this one was."),
        "TooLong" => new(400, name, $"延期最长 {PauseRules.LongestExtension.Days} 天。",
            $"At most {PauseRules.LongestExtension.Days} days more."),
        "BeyondCase" => new(409, name, "延期后会超过案件对骑手的时限，不能批准。",
            "The task would be due after the case itself is."),
        "AlreadyRequested" => new(409, name, "已有延期申请等待审批。", "A request waits for its decision already."),
        _ => new(409, "AlreadyDecided", "该申请已审批。", "This request was decided already."),
    };

    /// <summary>The last request of each task.</summary>
    internal static async Task<Func<Guid, CoExtensionView?>> LastAsync(
        GrievancesDb db, IReadOnlyList<CoTaskRow> tasks, CancellationToken ct)
    {
        var ids = tasks.Select(t => t.Id).ToList();
        var rows = ids.Count == 0 ? [] : await db.Set<CoExtensionRow>().AsNoTracking()
            .Where(r => ids.Contains(r.TaskId)).OrderBy(r => r.RequestedAt).ToListAsync(ct);
        var last = rows.GroupBy(r => r.TaskId).ToDictionary(g => g.Key, g => Of(g.Last()));
        return id => last.GetValueOrDefault(id);
    }

    /// <summary>While which the clock of a task stood still.</summary>
    internal static async Task<Func<Guid, Pause[]>> PausesAsync(
        GrievancesDb db, IReadOnlyList<Guid> tasks, CancellationToken ct)
    {
        var rows = (await db.Set<CoExtensionRow>().AsNoTracking()
            .Where(r => tasks.Contains(r.TaskId) && r.Approved == true).ToListAsync(ct)).ToLookup(r => r.TaskId);
        return id => [.. rows[id].Select(r => new Pause(r.DecidedAt!.Value, r.Until))];
    }
}
