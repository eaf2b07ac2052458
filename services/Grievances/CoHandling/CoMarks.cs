using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.Grievances.Supervision;

namespace RiderPlatform.Grievances.CoHandling;

/// <summary>Co-handlers' tasks, samples and extensions as they stand in a case's timeline.</summary>
internal static class CoMarks
{
    public static async Task<IEnumerable<CaseMarks.Mark>> ReadAsync(
        GrievancesDb db, List<CoTaskRow> tasks, RoutingSnapshot snapshot, CancellationToken ct)
    {
        var byId = tasks.ToDictionary(t => t.Id);
        var notices = await db.Set<CoTaskNoticeRow>().AsNoTracking().Where(n => byId.Keys.Contains(n.TaskId))
            .ToListAsync(ct);
        var extensions = await db.Set<CoExtensionRow>().AsNoTracking().Where(r => byId.Keys.Contains(r.TaskId))
            .ToListAsync(ct);
        var samples = await db.Set<LabSampleRow>().AsNoTracking().Where(s => byId.Keys.Contains(s.TaskId))
            .ToDictionaryAsync(s => s.TaskId, ct);
        return tasks.SelectMany(t => samples.TryGetValue(t.Id, out var sample)
                ? OfSample(t, sample, NameOf(t)) : OfTask(t, NameOf(t)))
            .Concat(notices.Select(n => OfLevel(n, byId[n.TaskId], NameOf(byId[n.TaskId]))))
            .Concat(extensions.SelectMany(r => OfExtension(r, byId[r.TaskId], NameOf(byId[r.TaskId]))));

        string NameOf(CoTaskRow task) => snapshot.Units.GetValueOrDefault(task.UnitId)?.Name ?? "";
    }

    private static CaseMarks.Mark OfLevel(CoTaskNoticeRow n, CoTaskRow task, string unit)
    {
        var words = SupervisionWords.Level(ClockKind.CoTask, n.Level);
        return new($"CoTask{n.Level}", new($"{unit}：{words.Zh}", $"{unit}: {words.En}"), "system", task.UnitId, null,
            n.FiredAt);
    }

    private static IEnumerable<CaseMarks.Mark> OfTask(CoTaskRow t, string unit)
    {
        yield return Told(CoTaskState.Open, t.CreatedRole, t.Text, t.CreatedAt);
        if (t.AcceptedAt is { } accepted)
        {
            yield return Told(CoTaskState.Accepted, "handler", null, accepted);
        }

        if (t.EndedAt is { } ended)
        {
            yield return Told(t.State, t.EndedBy is null ? "system" : "handler", t.Note, ended);
        }

        CaseMarks.Mark Told(CoTaskState state, string role, string? note, DateTimeOffset at)
        {
            var name = CoTaskRules.Name(state);
            return new($"CoTask{state}", new($"{name.Zh}：{unit}。", $"{name.En}: {unit}."), role, t.UnitId, note, at);
        }
    }

    private static IEnumerable<CaseMarks.Mark> OfSample(CoTaskRow t, LabSampleRow s, string institute)
    {
        yield return Told(CoTaskState.Open, t.CreatedRole, t.Text, t.CreatedAt);
        if (t.AcceptedAt is { } received)
        {
            yield return Told(CoTaskState.Accepted, "handler", null, received);
        }

        if (t.EndedAt is { } ended)
        {
            yield return Told(t.State, t.EndedBy is null ? "system" : "handler", s.Figures ?? t.Note, ended);
        }

        CaseMarks.Mark Told(CoTaskState state, string role, string? note, DateTimeOffset at)
        {
            var name = LabRules.Name(state);
            var result = state == CoTaskState.Done && s.Result is { } r ? LabRules.Name(r) : null;
            return new($"Lab{state}",
                new($"{name.Zh}：{s.Sample}（{s.Number}），{institute}{(result is null ? "" : $"，{result.Zh}")}。",
                    $"{name.En}: {s.Sample} ({s.Number}), {institute}{(result is null ? "" : $", {result.En}")}."),
                role, t.UnitId, note, at);
        }
    }

    private static IEnumerable<CaseMarks.Mark> OfExtension(CoExtensionRow r, CoTaskRow t, string unit)
    {
        var until = SupervisionWords.China(r.Until);
        yield return new("CoExtensionAsked", new($"{unit}申请协办延期至 {until}。", $"{unit} asks for more time: {until}."),
            "handler", t.UnitId, r.Reason, r.RequestedAt);
        if (r is { Approved: { } approved, DecidedAt: { } at })
        {
            var (zh, en) = approved ? ("批准", "approved") : ("未批准", "refused");
            yield return new(approved ? "CoExtensionApproved" : "CoExtensionRefused",
                new($"协办延期{zh}：{unit}，至 {until}。", $"More time {en}: {unit}, until {until}."),
                r.DecidedRole ?? "dispatcher", t.UnitId, r.Note, at);
        }
    }
}
