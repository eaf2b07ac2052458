using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Organisations.Rosters;

/// <param name="NextGapAt">When the next hours begin that nobody has, within the lead time; null: none.</param>
/// <param name="Alarm">A gap lies within the lead time.</param>
internal sealed record RosterView(
    Guid Id, Guid OrganisationId, string OrganisationName, string RegionCode, RosterKind Kind, int LeadDays,
    long Version, DateTimeOffset? NextGapAt, bool Alarm)
{
    public sealed record Person(Guid AccountId, string Name, int Position);

    public sealed record ShiftView(
        Guid Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Version, IReadOnlyList<Person> People);

    /// <param name="DaysAhead">Whole days from now.</param>
    /// <param name="Alarm">Within the roster's lead time.</param>
    public sealed record Gap(DateTimeOffset From, DateTimeOffset To, int Minutes, int DaysAhead, bool Alarm);

    internal static readonly Refusal Changed = new(
        409, "ShiftChanged", "班次已被修改，请刷新后重试。", "The shift has been changed. Reload and try again.");

    public static async Task<IReadOnlyList<RosterView>> OfAsync(
        OrganisationsDb db, IReadOnlyList<Roster> rosters, DateTimeOffset now, CancellationToken ct)
    {
        var of = rosters.Select(r => r.OrganisationId).ToHashSet();
        var names = await db.Organisations.Where(o => of.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => new { o.Name, o.RegionCode }, ct);
        var days = await WorkDays.ReadAsync(db, ct);
        var views = new List<RosterView>(rosters.Count);
        foreach (var r in rosters)
        {
            var gaps = await GapsAsync(db, r, days, new(now, now.AddDays(r.LeadDays)), now, ct);
            views.Add(new(r.Id, r.OrganisationId, names[r.OrganisationId].Name, names[r.OrganisationId].RegionCode,
                r.Kind, r.LeadDays, r.Version, gaps.Count > 0 ? gaps[0].From : null, gaps.Count > 0));
        }

        return views;
    }

    public static async Task<IReadOnlyList<Gap>> GapsAsync(
        OrganisationsDb db, Roster r, WorkDays days, Span within, DateTimeOffset now, CancellationToken ct)
    {
        var shifts = await db.Set<Shift>()
            .Where(s => s.RosterId == r.Id && s.EndsAt > within.From && s.StartsAt < within.To)
            .Select(s => new Span(s.StartsAt, s.EndsAt)).ToListAsync(ct);
        return [.. Coverage.Gaps(Coverage.Wanted(r.Kind, within, days), shifts).Select(g => new Gap(
            g.From, g.To, (int)(g.To - g.From).TotalMinutes, Math.Max(0, (int)(g.From - now).TotalDays),
            g.To > now && g.From < now.AddDays(r.LeadDays)))];
    }

    public static ShiftView Of(Shift s, IReadOnlyDictionary<Guid, string> names) => new(
        s.Id, s.StartsAt, s.EndsAt, s.Version,
        [.. s.People.Select((p, i) => new Person(p, names.GetValueOrDefault(p, ""), i + 1))]);

    public static Task<Dictionary<Guid, string>> NamesAsync(OrganisationsDb db, Guid roster, CancellationToken ct) =>
        db.Set<RosterPerson>().Where(p => p.RosterId == roster).ToDictionaryAsync(p => p.AccountId, p => p.Name, ct);
}
