using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Appeals;
using RiderPlatform.Grievances.CoHandling;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Grievances.Routing;

namespace RiderPlatform.Grievances.Supervision;

/// <summary>What happened to a case beside its steps: levels, pauses, reminders and orders.</summary>
internal static class CaseMarks
{
    /// <summary>The rider is told what concerns them: parking, reminders and orders.</summary>
    private static readonly string[] ForRider =
        ["PauseApproved", "Reminded", "OrderIssued", "GreenChannel", "DeadlinesReckoned"];

    public sealed record Mark(
        string Kind, Wording Text, string ActorRole, Guid? UnitId, string? Note, DateTimeOffset At);

    public static async Task<IReadOnlyList<Mark>> ReadAsync(
        GrievancesDb db, Guid id, RoutingSnapshot snapshot, bool rider, CancellationToken ct)
    {
        var notices = rider ? []
            : await db.Set<CaseNoticeRow>().AsNoTracking().Where(n => n.CaseId == id).ToListAsync(ct);
        var pauses = await db.Set<PauseRequestRow>().AsNoTracking().Where(r => r.CaseId == id).ToListAsync(ct);
        var reminders = await db.Set<ReminderRow>().AsNoTracking().Where(r => r.CaseId == id).ToListAsync(ct);
        var orders = await db.Set<SuperviseOrderRow>().AsNoTracking().Where(o => o.CaseId == id).ToListAsync(ct);
        var tasks = rider ? []
            : await db.Set<CoTaskRow>().AsNoTracking().Where(t => t.CaseId == id).ToListAsync(ct);
        var reckonings = await db.Set<CaseReckoningRow>().AsNoTracking().Where(r => r.CaseId == id
            && (r.RiderBefore != r.RiderAfter || r.UnitBefore != r.UnitAfter)).ToListAsync(ct);
        var assigned = rider ? []
            : await db.Set<CaseAssignmentRow>().AsNoTracking().Where(a => a.CaseId == id).ToListAsync(ct);
        var marks = notices.Select(Of).Concat(reckonings.Select(Of))
            .Concat(assigned.Select(a => new Mark(
                "Assigned", new(a.WhyZh, a.WhyEn), a.ActorRole, a.UnitId, null, a.AssignedAt)))
            .Concat(tasks.Count == 0 ? [] : await CoMarks.ReadAsync(db, tasks, snapshot, ct))
            .Concat(pauses.SelectMany(p => Of(p, snapshot)))
            .Concat(reminders.Select(r => new Mark(
                "Reminded", SupervisionWords.Reminded(r.ActorRole), r.ActorRole, r.UnitId, r.Note, r.RemindedAt)))
            .Concat(orders.SelectMany(Of)).Concat(await AppealMarks.ReadAsync(db, id, ct))
            .Concat(rider ? [] : await DutyMarks.ReadAsync(db, id, ct));
        return [.. (rider ? marks.Where(m => ForRider.Contains(m.Kind)).Select(m => m with { Note = null }) : marks)
            .OrderBy(m => m.At)];
    }

    private static Mark Of(CaseNoticeRow n) => new(
        $"Clock{n.Level}", SupervisionWords.Level(n.Clock, n.Level), "system", n.UnitId, null, n.FiredAt);

    private static Mark Of(CaseReckoningRow r) => new(
        "DeadlinesReckoned", SupervisionWords.Reckoned(
            r.Year, r.Version, (r.RiderBefore, r.RiderAfter), (r.UnitBefore, r.UnitAfter)),
        "system", null, null, r.ReckonedAt);

    private static IEnumerable<Mark> Of(PauseRequestRow p, RoutingSnapshot snapshot)
    {
        var unit = snapshot.Units.GetValueOrDefault(p.UnitId)?.Name ?? "";
        yield return new(
            "PauseRequested", SupervisionWords.Requested(p.Kind, unit, p.Until), "handler", p.UnitId, p.Reason,
            p.RequestedAt);
        if (p is { Approved: { } approved, DecidedAt: { } at })
        {
            yield return new(
                approved ? "PauseApproved" : "PauseRefused", SupervisionWords.Decided(p.Kind, approved, p.Until),
                p.DecidedRole ?? "dispatcher", p.UnitId, p.Note, at);
        }
    }

    private static IEnumerable<Mark> Of(SuperviseOrderRow o)
    {
        yield return new(
            "OrderIssued", SupervisionWords.Ordered(o.IssuedBy is null), o.IssuedBy is null ? "system" : "supervisor",
            o.UnitId, o.Reason, o.IssuedAt);
        if (o.AnsweredAt is { } answered)
        {
            yield return new(
                "OrderAnswered", SupervisionWords.Answered, o.UnitId is null ? "dispatcher" : "handler", o.UnitId,
                o.Answer, answered);
        }

        if (o.LiftedAt is { } lifted)
        {
            yield return new("OrderLifted", SupervisionWords.Lifted, "supervisor", o.UnitId, o.LiftNote, lifted);
        }
    }
}
