using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Identity;

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

    [Fact]
    public async Task Duty_WithALevelAndADeadline_IsRoutedByBoth()
    {
        const string Simulation = "/api/v1/routing/simulation?category=road.damage&region=510104022";
        await GiveAsync("Major", 1);
        await Eventually.IsAsync(
            async () => (await (await fixture.Dispatcher.GetAsync($"{Simulation}&severity=Major")).ReadAsync(200))
                .GetProperty("unit").Id(), unit => unit == GrievancesFixture.Traffic);
        await (await fixture.Dispatcher.GetAsync($"{Simulation}&severity=3")).ProblemAsync(400, "Invalid");
        var tried = await (await fixture.Dispatcher.GetAsync(Simulation)).ReadAsync(200);
        Assert.Equal((GrievancesFixture.Urban, JsonValueKind.Null),
            (tried.GetProperty("unit").Id(), tried.GetProperty("deadlineClass").ValueKind));

        var below = await fixture.ReportAsync(category: "road.damage");
        Assert.Equal(GrievancesFixture.Urban, below.GetProperty("unit").Id());
        var why = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{below.Id()}/candidates")).ReadAsync(200);
        Assert.Equal("BelowLevel", why.GetProperty("stored").GetProperty("candidates").EnumerateArray()
            .Single(c => c.GetProperty("unit").Id() == GrievancesFixture.Traffic).Text("reason"));

        // Before it is given: which cases would go elsewhere, and which stay with another deadline.
        Assert.True((await PreviewAsync(GrievancesFixture.Committee, "Ordinary", null)).Number("elsewhere") > 0);
        Assert.Equal(0, (await PreviewAsync(GrievancesFixture.Committee, "Major", null)).Number("elsewhere"));
        Assert.True((await PreviewAsync(GrievancesFixture.Urban, "Minor", "Urgent")).Number("otherDeadline") > 0);

        await GiveAsync("Minor", 2);
        await Eventually.IsAsync(
            async () => (await (await fixture.Dispatcher.GetAsync(Simulation)).ReadAsync(200)).GetProperty("unit").Id(),
            unit => unit == GrievancesFixture.Traffic);
        var urgent = await fixture.ReportAsync(category: "road.damage");
        var clocks = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{urgent.Id()}")).ReadAsync(200))
            .GetProperty("case").GetProperty("clocks");
        var unit = clocks.GetProperty("unit");
        Assert.Equal(4, (Moment(unit, "dueAt") - Moment(unit, "startedAt")).TotalHours);
        Assert.Contains("紧急时限", unit.GetProperty("why").Text("zh"), StringComparison.Ordinal);
        var rider = clocks.GetProperty("rider");
        Assert.Equal(120, (Moment(rider, "dueAt") - Moment(rider, "startedAt")).TotalHours);

        // By hand to a unit whose duty says nothing of a deadline: by severity again, and the class is gone.
        var returner = fixture.ClientFor(Guid.CreateVersion7(), null,
            new Grant(Roles.Handler, "510104", GrievancesFixture.Traffic));
        await fixture.StepAsync(returner, urgent.Id(), "return", GrievancesFixture.Return(2, "不归我们管"));
        await fixture.StepAsync(fixture.Dispatcher, urgent.Id(), "dispatch",
            new { version = 3, unitId = GrievancesFixture.Urban });
        var after = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{urgent.Id()}")).ReadAsync(200))
            .GetProperty("case").GetProperty("clocks");
        Assert.Equal(24, (Moment(after.GetProperty("unit"), "dueAt") - Moment(after.GetProperty("unit"), "startedAt"))
            .TotalHours);
        Assert.Equal(Moment(rider, "dueAt"), Moment(after.GetProperty("rider"), "dueAt"));
        await GiveAsync("Minor", 3, active: false);
    }

    private static DateTimeOffset Moment(JsonElement clock, string name) => clock.GetProperty(name).GetDateTimeOffset();

    private async Task<JsonElement> PreviewAsync(Guid organisation, string minLevel, string? deadlineClass) =>
        await (await fixture.Dispatcher.PostAsJsonAsync("/api/v1/routing/preview", new
        {
            organisationId = organisation, category = "road.damage", regionCode = "510104", priority = 1, minLevel,
            deadlineClass,
        })).ReadAsync(200);

    private Task<int> GiveAsync(string minLevel, long version, bool active = true) =>
        fixture.WithAsync<GrievancesDb, int>(db =>
        {
            GrievancesFixture.Publish(db, new DutyChanged
            {
                DutyId = StableId.Of("test/level"), Version = version, OrganisationId = GrievancesFixture.Traffic,
                Category = "road.damage", RegionCode = "510104", Priority = 5, MinLevel = minLevel,
                DeadlineClass = "Urgent", Active = active, OccurredAt = Then,
            }, "test/level");
            return db.SaveChangesAsync();
        });

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
