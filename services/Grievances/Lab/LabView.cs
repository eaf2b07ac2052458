using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Lab;

/// <summary>
/// A sample as the institute sees it: what was written for it, and nothing of the case behind it.
/// </summary>
/// <param name="Text">What is to be tested, as the sender wrote it.</param>
/// <param name="Sender">The unit that leads the case.</param>
/// <param name="State">Open (sent), Accepted (received), Done (reported), Declined, Cancelled (withdrawn).</param>
/// <param name="RemainingMinutes">Below zero when late; null where it has ended.</param>
/// <param name="Figures">What was measured, and against what.</param>
/// <param name="Note">Why it was not tested, not taken, or withdrawn.</param>
public sealed record LabView(
    Guid Id, string Number, string Sample, string Text, DateTimeOffset TakenAt, string TakenBy,
    TakeStep.UnitRef? Sender, TakeStep.UnitRef Institute, bool Mandatory, CoTaskState State, DateTimeOffset SentAt,
    DateTimeOffset DueAt, long? RemainingMinutes, DateTimeOffset? ReceivedAt, DateTimeOffset? EndedAt,
    LabResult? Result, Wording? ResultName, string? Figures, string? Note, IReadOnlyList<LabView.Page> Pages)
{
    /// <summary>A page of the report.</summary>
    public sealed record Page(Guid Id, int Width, int Height, string Href);

    internal static readonly Refusal NotOpen = new(
        409, "ReferralNotOpen", "送检状态已变化，这一步不能办理。", "The referral has moved on: this is not open now.");

    internal static async Task<IReadOnlyList<LabView>> ReadAsync(
        GrievancesDb db, IReadOnlyList<CoTaskRow> tasks, RoutingSnapshot snapshot, DateTimeOffset now,
        CancellationToken ct)
    {
        var (ids, cases) = (tasks.Select(t => t.Id).ToList(), tasks.Select(t => t.CaseId).Distinct().ToList());
        var samples = await db.Set<LabSampleRow>().AsNoTracking().Where(s => ids.Contains(s.TaskId))
            .ToDictionaryAsync(s => s.TaskId, ct);
        var pages = (await db.Set<LabReportPageRow>().AsNoTracking().Where(p => ids.Contains(p.TaskId))
            .OrderBy(p => p.Id).ToListAsync(ct)).ToLookup(p => p.TaskId);
        var leads = await db.Cases.Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.UnitId, ct);
        return [.. tasks.Select(t => Of(t, samples[t.Id], pages[t.Id], leads[t.CaseId], snapshot, now))];
    }

    /// <summary>Whether the caller works for the institute.</summary>
    internal static bool IsInstitute(Scope scope, Guid unit) =>
        scope.Of(Roles.Handler).Any(g => g.Organisation == unit);

    private static LabView Of(
        CoTaskRow t, LabSampleRow s, IEnumerable<LabReportPageRow> pages, Guid? lead, RoutingSnapshot snapshot,
        DateTimeOffset now) => new(
        t.Id, s.Number, s.Sample, t.Text, s.TakenAt, s.TakenBy, lead is { } unit ? Ref(unit, snapshot) : null,
        Ref(t.UnitId, snapshot), t.Mandatory, t.State, t.CreatedAt, t.DueAt,
        t.State.IsOpen() ? (long)Math.Floor((t.DueAt - now).TotalMinutes) : null, t.AcceptedAt, t.EndedAt, s.Result,
        s.Result is { } result ? LabRules.Name(result) : null, s.Figures, t.Note,
        [.. pages.Select(p => new Page(p.Id, p.Width, p.Height, $"/api/v1/cases/lab-samples/{t.Id}/pages/{p.Id}"))]);

    private static TakeStep.UnitRef Ref(Guid unit, RoutingSnapshot snapshot) =>
        new(unit, snapshot.Units.GetValueOrDefault(unit)?.Name ?? "");
}
