using Microsoft.EntityFrameworkCore;
using Npgsql;
using RiderPlatform.Contracts;
using RiderPlatform.Organisations.Data;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Errors;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.ServiceDefaults.Messaging;

namespace RiderPlatform.Organisations.Rosters;

/// <summary>
/// Every change of a roster: the roster is held meanwhile, so that two changes see each other; what comes of it is
/// written with the fact that tells the whole roster anew, or not at all.
/// </summary>
internal static class RosterChange
{
    public static readonly Refusal Overlap = new(
        409, "Overlap", "该人员在此时段已有班次。", "This person has another shift at that time.");

    public static Task<Refusal?> OnAsync(
        OrganisationsDb db, Guid id, Scope scope, string[] roles, DateTimeOffset now,
        Func<Roster, Task<Refusal?>> change, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        db.ChangeTracker.Clear();
        if (!await db.RostersOf(scope, roles).AnyAsync(r => r.Id == id, ct))
        {
            return Refusal.NotFound;
        }

        var roster = await db.Set<Roster>().FromSql($"select * from roster where id = {id} for update").SingleAsync(ct);
        if (await change(roster) is { } refusal)
        {
            db.ChangeTracker.Clear();
            return refusal;
        }

        (roster.Version, roster.ChangedAt) = (roster.Version + 1, now);
        await db.SaveChangesAsync(ct);
        db.Publish(await FactAsync(db, roster, now, ct), roster.OrganisationId, roster.Version);
        await db.SaveChangesAsync(ct);
        return null;
    }, ct);

    /// <summary>
    /// Whether one of these people stands in another shift meanwhile, of this roster or another. They are held until
    /// the commit, in one order everywhere: two rosters cannot take the same person at once.
    /// </summary>
    public static async Task<bool> CollidesAsync(
        OrganisationsDb db, IReadOnlyCollection<Guid> people, Span span, Guid[] except, CancellationToken ct)
    {
        await HoldAsync(db, people, ct);
        return await db.Set<Shift>().AnyAsync(s => s.StartsAt < span.To && s.EndsAt > span.From
            && s.People.Any(p => people.Contains(p)) && !except.Contains(s.Id), ct);
    }

    public static Task<int> HoldAsync(OrganisationsDb db, IEnumerable<Guid> people, CancellationToken ct)
    {
        var accounts = people.Distinct().ToArray();
        return db.Database.ExecuteSqlAsync($"""
            select pg_advisory_xact_lock(k) from
                (select hashtextextended(a::text, 4) k from unnest({accounts}) a order by 1) held
            """, ct);
    }

    public static async Task<RosterChanged> FactAsync(
        OrganisationsDb db, Roster roster, DateTimeOffset now, CancellationToken ct)
    {
        var names = await db.Set<RosterPerson>().Where(p => p.RosterId == roster.Id)
            .ToDictionaryAsync(p => p.AccountId, p => p.Name, ct);
        var shifts = await db.Set<Shift>().AsNoTracking().Where(s => s.RosterId == roster.Id && s.EndsAt > now)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(ct);
        return new RosterChanged
        {
            RosterId = roster.Id,
            OrganisationId = roster.OrganisationId,
            Version = roster.Version,
            Shifts = [.. shifts.Select(s => new RosterChanged.Shift(s.StartsAt, s.EndsAt,
                [.. s.People.Select(p => new RosterChanged.Person(p, names.GetValueOrDefault(p, "")))]))],
            OccurredAt = roster.ChangedAt,
        };
    }

    /// <summary>For <c>POST /directory/republish</c>; how many rosters there are.</summary>
    public static async Task<int> RepublishAsync(OrganisationsDb db, DateTimeOffset now, CancellationToken ct)
    {
        var rosters = await db.Set<Roster>().AsNoTracking().OrderBy(r => r.Id).ToListAsync(ct);
        var rows = new List<OutboxRow>();
        foreach (var roster in rosters)
        {
            rows.Add(OutboxRow.Of(
                await FactAsync(db, roster, now, ct), roster.OrganisationId.ToString(), roster.Version));
        }

        await OutboxCopy.WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), rows, ct);
        return rows.Count;
    }
}
