using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.Grievances.Tests.Messaging;

/// <summary>The copy takes facts in any order, twice, and late.</summary>
public sealed class CopyDirectoryTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Organisation_OldNewsAndRepeats_ChangeNothing()
    {
        var id = StableId.Of("test/organisation");
        await ConsumeAsync(db =>
            new CopyOrganisations(db).ConsumeAsync([Named(id, 3, "三"), Named(id, 2, "二")], default));
        var revision = await fixture.ScalarAsync<long>("select revision from directory_revision");
        await ConsumeAsync(db =>
            new CopyOrganisations(db).ConsumeAsync([Named(id, 1, "一"), Named(id, 3, "三改")], default));
        Assert.Equal(
            "三", await fixture.ScalarAsync<string>($"select name from directory_organisations where id = '{id}'"));
        Assert.Equal(revision, await fixture.ScalarAsync<long>("select revision from directory_revision"));
    }

    [Fact]
    public async Task Regions_ANewerList_ReplacesTheOlderAsAWhole()
    {
        await ConsumeAsync(db =>
            new CopyRegions(db).ConsumeAsync([List(2, "530102001", "530102002"), List(1, "530102009")], default));
        await ConsumeAsync(db => new CopyRegions(db).ConsumeAsync([List(1, "530102009")], default));
        Assert.Equal("530102001,530102002", await CodesAsync());
        await ConsumeAsync(db => new CopyRegions(db).ConsumeAsync([List(3, "530102002", "530102003")], default));
        Assert.Equal("530102002,530102003", await CodesAsync());
    }

    [Fact]
    public async Task Duty_Withdrawn_IsNoLongerRoutedTo()
    {
        var client = fixture.RiderClient;
        Assert.Equal(GrievancesFixture.Traffic, (await fixture.ReportAsync(client, "road.signal")).GetProperty("unit")
            .Id());
        await fixture.WithAsync<GrievancesDb, int>(db =>
        {
            GrievancesFixture.Duty(
                db, GrievancesFixture.Traffic, "road.signal", "510104", 100, version: 2, active: false);
            return db.SaveChangesAsync();
        });
        await Eventually.IsAsync(async () =>
            (await fixture.ReportAsync(client, "road.signal")).GetProperty("unit").Id(), unit =>
            unit == GrievancesFixture.Urban);
    }

    [Fact]
    public async Task Organisation_Dissolved_ReceivesNothingNew()
    {
        var (id, category) = (StableId.Of("test/dissolved"), "facility.lamp");
        await fixture.WithAsync<GrievancesDb, int>(db =>
        {
            GrievancesFixture.Duty(db, id, category, "510104", 1);
            GrievancesFixture.Organisation(db, id, "Department", "路灯所", "510104");
            return db.SaveChangesAsync();
        });
        await Eventually.IsAsync(async () =>
            (await fixture.ReportAsync(category: category)).GetProperty("unit").Id(), unit => unit == id);
        await fixture.WithAsync<GrievancesDb, int>(db =>
        {
            GrievancesFixture.Organisation(db, id, "Department", "路灯所", "510104", version: 2, active: false);
            return db.SaveChangesAsync();
        });
        await Eventually.IsAsync(async () =>
            (await fixture.ReportAsync(category: category)).GetProperty("unit").Id(), unit =>
            unit == GrievancesFixture.Committee);
    }

    private Task<bool> ConsumeAsync(Func<GrievancesDb, Task> consume) =>
        fixture.WithAsync<GrievancesDb, bool>(db => db.InTransactionAsync(async () =>
    {
        await consume(db);
        return true;
    }, default));

    private Task<string> CodesAsync() =>
        fixture.ScalarAsync<string>(
        "select string_agg(code, ',' order by code) from directory_regions where parent_code = '530102'");

    private static RegionsChanged List(long version, params string[] codes) =>
        new() { ParentCode = "530102", Version = version, OccurredAt = Then,
            Regions = [.. codes.Select(c => new RegionsChanged.Region(c, c))] };

    private static OrganisationChanged Named(Guid id, long version, string name) =>
        new() { OrganisationId = id, Version = version, ParentId = null, Kind = "Department", Name = name,
            RegionCode = "530102", Active = true, OccurredAt = Then };
}
