using Microsoft.EntityFrameworkCore;
using RiderPlatform.Grievances.Cases;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Routing;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Meetings;

/// <summary>Minutes, and what became of each item.</summary>
public sealed record MeetingView(
    Guid Id, MeetingKind Kind, DateOnly HeldOn, string Place, string RegionCode, string? RegionName,
    string Participants, DateTimeOffset RecordedAt, IReadOnlyList<MeetingView.Item> Items)
{
    /// <param name="Case">Null: it was only noted.</param>
    public sealed record Item(
        int Number, string Text, string? Category, Wording? CategoryName, string? RegionCode, ItemCase? Case);

    /// <param name="Unit">Who has it; null: a dispatcher decides.</param>
    /// <param name="Visible">The caller may see the case itself.</param>
    public sealed record ItemCase(
        Guid Id, string Number, CaseStatus Status, Wording StatusName, TakeStep.UnitRef? Unit, bool Visible);

    internal static async Task<IReadOnlyList<MeetingView>> OfAsync(
        GrievancesDb db, IReadOnlyList<MeetingRow> meetings, Scope scope, RoutingSnapshot snapshot,
        CancellationToken ct)
    {
        var ids = meetings.Select(m => m.Id).ToList();
        var items = await db.Set<MeetingItemRow>().AsNoTracking().Where(i => ids.Contains(i.MeetingId))
            .OrderBy(i => i.Number).ToListAsync(ct);
        var caseIds = items.Select(i => i.CaseId).OfType<Guid>().ToList();
        var cases = await db.Cases.AsNoTracking().Where(c => caseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var of = items.ToLookup(i => i.MeetingId);
        ItemCase? CaseOf(Guid? id) => id is { } known && cases.GetValueOrDefault(known) is { } c
            ? new(c.Id, c.Number, c.Status, StatusWords.Of(c.Status),
                c.UnitId is { } unit ? new(unit, snapshot.Units.GetValueOrDefault(unit)?.Name ?? "") : null,
                c.IsVisibleTo(scope))
            : null;
        return [.. meetings.Select(m => new MeetingView(
            m.Id, m.Kind, m.HeldOn, m.Place, m.RegionCode, snapshot.Regions.NameOf(m.RegionCode), m.Participants,
            m.RecordedAt,
            [.. of[m.Id].Select(i => new Item(
                i.Number, i.Text, i.Category,
                i.Category is { } code ? CategoryNames.Of(code, snapshot.Categories) : null, i.RegionCode,
                CaseOf(i.CaseId)))]))];
    }
}
