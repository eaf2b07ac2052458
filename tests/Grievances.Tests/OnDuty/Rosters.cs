using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.OnDuty;
using RiderPlatform.Harness;

namespace RiderPlatform.Grievances.Tests.OnDuty;

/// <summary>Rosters as they come in a city: as facts through the broker.</summary>
internal static class Rosters
{
    private static long _version;

    /// <summary>These are on duty from yesterday for ten days; none: a roster with nobody on it.</summary>
    public static async Task RosterAsync(this GrievancesFixture fixture, Guid unit, DutyPerson[] people)
    {
        var (now, version) = (TimeProvider.System.GetUtcNow(), Interlocked.Increment(ref _version));
        await fixture.WithAsync<GrievancesDb, int>(db =>
        {
            // An older one that comes late changes nothing.
            foreach (var (number, on) in new[] { (version, people), (version - 1, []) })
            {
                GrievancesFixture.Publish(db, new RosterChanged
                {
                    RosterId = unit, OrganisationId = unit, Version = number, OccurredAt = now,
                    Shifts = on.Length == 0 ? [] : [new(now.AddDays(-1), now.AddDays(10),
                        [.. on.Select(p => new RosterChanged.Person(p.AccountId, p.Name))])],
                }, unit.ToString());
            }

            return db.SaveChangesAsync();
        });
        await Eventually.IsAsync(() => Task.FromResult(fixture.Snapshot!.Units[unit].Roster),
            r => r is not null && r.At(now).SequenceEqual(people));
    }

    /// <summary>The committee stands one level above the unit.</summary>
    public static async Task ParentAsync(this GrievancesFixture fixture)
    {
        await fixture.ScalarAsync<int>($"""
            with o as (update directory_organisations set parent_id = '{GrievancesFixture.Committee}'
                where id = '{GrievancesFixture.Urban}' returning 1),
            r as (update directory_revision set revision = revision + 1 returning 1) select 1 from o, r
            """);
        await Eventually.IsAsync(() => Task.FromResult(fixture.Snapshot!.Units[GrievancesFixture.Urban].ParentId),
            parent => parent == GrievancesFixture.Committee);
    }
}
