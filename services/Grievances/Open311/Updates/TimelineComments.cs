using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Open311.Requests;
using RiderPlatform.Grievances.Open311.Wire;

namespace RiderPlatform.Grievances.Open311.Updates;

/// <summary>
/// Updates of other systems among a case's steps, at the moment at which they came: what was known when is what a
/// timeline is for. They are no events, so that they take no version from whoever is about to act on the case.
/// </summary>
internal static class TimelineComments
{
    private const string Kind = "Commented";

    public static async Task<IReadOnlyList<GetTimeline.Step>> OfAsync(
        GrievancesDb db, Guid caseId, IReadOnlyList<CaseEventRow> events, CancellationToken ct)
    {
        var updates = await db.Set<Open311UpdateRow>().AsNoTracking().Where(u => u.CaseId == caseId)
            .Join(db.Set<Open311KeyRow>(), u => u.KeyId, k => k.Id, (u, k) => new { Row = u, k.Name })
            .OrderBy(u => u.Row.ReceivedAt).ToListAsync(ct);
        return [.. updates.Select(u => Of(u.Row, u.Name, events))];
    }

    private static GetTimeline.Step Of(Open311UpdateRow u, string source, IReadOnlyList<CaseEventRow> events)
    {
        var before = events.LastOrDefault(e => e.OccurredAt <= u.ReceivedAt) ?? events[0];
        var said = W3Dates.Text(u.SaidAt);
        var data = JsonSerializer.SerializeToElement(
            new { source, status = u.Status, saidAt = u.SaidAt, mediaUrls = u.MediaUrls });
        return new GetTimeline.Step(
            before.Version, Kind, before.Status, $"{source}更新（{said}，对方状态 {u.Status}）。{u.Text}",
            $"Update from {source} ({said}, their status {u.Status}). {u.Text}", PublicIntake.Actor, null, u.Text,
            data, u.ReceivedAt);
    }
}
