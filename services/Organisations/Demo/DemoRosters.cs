using Microsoft.EntityFrameworkCore;
using RiderPlatform.Organisations.Data;
using RiderPlatform.Organisations.Rosters;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Messaging;
using RiderPlatform.ServiceDefaults.Personal;

namespace RiderPlatform.Organisations.Demo;

/// <summary>
/// Rosters of 锦江区城管 and of the city's dispatcher centre: nine weeks from the week before the first start, in which the
/// demo's people take turns.
/// </summary>
internal sealed class DemoRosters(OrganisationsDb db, KeyRing keys, TimeProvider time) : ISeed
{
    private const int Weeks = 9;

    public async Task SeedAsync(CancellationToken ct)
    {
        await AddAsync(DemoNames.Department("510104", "urban-management"), ["handler.jinjiang", "handler2.jinjiang"],
            ct);
        await AddAsync(DemoNames.Committee("5101"), ["dispatcher", "secretary"], ct);
    }

    private async Task AddAsync(string organisation, string[] users, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var roster = new Roster
        {
            Id = StableId.Of($"roster/demo/{organisation}"), OrganisationId = StableId.Of(organisation),
            Kind = RosterKind.WholeDay, LeadDays = 7, ChangedAt = now,
        };
        if (await db.Set<Roster>().AnyAsync(r => r.Id == roster.Id, ct))
        {
            return;
        }

        var people = users.Select((u, i) => new PutShift.Person(
            StableId.Of($"account/{u}"), null, $"1390000000{i + 1}")).ToList();
        db.Add(roster);
        await PutShift.KeepPeopleAsync(db, roster, people, keys, ct);
        var nights = Enumerable.Range(1, 7).Select(d => new RepeatPattern.Line(d, new(9, 0), new(9, 0))).ToList();
        db.AddRange(RepeatPattern.Plan(
            roster.Id, new(WorkDays.DayOf(now).AddDays(-7), Weeks, nights, people, users.Length)));
        await db.InTransactionAsync(async () =>
        {
            await db.SaveChangesAsync(ct);
            db.Publish(await RosterChange.FactAsync(db, roster, now, ct), roster.OrganisationId, roster.Version);
            return await db.SaveChangesAsync(ct);
        }, ct);
        db.ChangeTracker.Clear();
    }
}
