using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>
/// A unit's hours are previewed, set, and hold for what begins afterwards; routing is tried out before.
/// </summary>
public sealed class UnitHoursApiTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static readonly string Hours = $"/api/v1/units/{GrievancesFixture.Committee}/hours";

    /// <summary>Open for an hour of each night: nothing that the city's hours could give by chance.</summary>
    private static readonly string[] Night = ["02:00-03:00"];

    private static object Week(params string[] day) => new
    {
        monday = day, tuesday = day, wednesday = day, thursday = day, friday = day, saturday = day, sunday = day,
    };

    [Fact]
    public async Task Hours_ArePreviewed_Set_AndCountForWhatBeginsAfterwards()
    {
        var before = await ReportAsync();
        var body = new { version = 0, openOnHolidays = true, week = Week(Night) };
        var preview = await (await fixture.Dispatcher.PostAsJsonAsync($"{Hours}/preview", body)).ReadAsync(200);
        var example = preview.GetProperty("examples").EnumerateArray().First(e => e.Text("mode") == "WorkDays");
        Assert.NotEqual(example.Text("before"), example.Text("after"));
        Assert.Equal(0, (await (await fixture.Dispatcher.GetAsync(Hours)).ReadAsync(200)).Number("version"));

        var set = await (await fixture.Dispatcher.PutAsJsonAsync(Hours, body)).ReadAsync(200);
        Assert.Equal((1, "02:00-03:00"), (set.Number("version"),
            set.GetProperty("versions")[0].GetProperty("week").GetProperty("monday")[0].GetString()));
        Assert.Equal(1, (await (await fixture.Dispatcher.PutAsJsonAsync(Hours, body)).ReadAsync(200))
            .Number("version"));
        var standing = set.GetProperty("now");
        Assert.Equal((2, standing.GetProperty("open").GetBoolean()), (
            standing.GetProperty("opensAt").GetDateTimeOffset().ToOffset(ChinaTime.Offset).Hour,
            standing.GetProperty("closesAt").ValueKind != JsonValueKind.Null));
        await (await fixture.Dispatcher.PutAsJsonAsync(Hours, new { version = 0, week = Week("03:00-04:00") }))
            .ProblemAsync(409, "Stale");
        await Eventually.IsAsync(() => Task.FromResult(fixture.Snapshot!),
            s => s.Calendar.HoursOf(GrievancesFixture.Committee).Count == 1);

        var after = await ReportAsync();
        Assert.Equal(3, after.GetProperty("dueAt").GetDateTimeOffset().ToOffset(ChinaTime.Offset).Hour);
        Assert.Contains("单位的工作时间", after.GetProperty("why").Text("zh"), StringComparison.Ordinal);
        Assert.Equal(18, before.GetProperty("dueAt").GetDateTimeOffset().ToOffset(ChinaTime.Offset).Hour);
        var simulated = await SimulateAsync("access.compound");
        Assert.Equal(3, simulated.GetProperty("unitDueAt").GetDateTimeOffset().ToOffset(ChinaTime.Offset).Hour);
    }

    [Fact]
    public async Task WrongHours_AndOtherPeoplesUnits_AreRefused()
    {
        foreach (var (body, field) in ((object, string)[])
        [
            (new { version = 0, week = Week("09:00") }, "week"),
            (new { version = 0, week = Week("09:00-12:00", "11:00-13:00") }, "week"),
            (new { version = 0, week = Week() }, "week"),
            (new { version = 0, week = Week("22:00-34:00", "08:00-12:00") }, "week"),
            (new { version = 0, validFrom = "2020-01-01", week = Week(Night) }, "validFrom"),
        ])
        {
            var problem = await (await fixture.Dispatcher.PutAsJsonAsync(Hours, body)).ProblemAsync(400, "Invalid");
            Assert.Contains(problem.GetProperty("errors").EnumerateObject(), e => e.Name == field);
        }

        var leshan = fixture.ClientFor(null, new Grant(Roles.Dispatcher, "5111", null));
        await (await leshan.PutAsJsonAsync(Hours, new { version = 0 })).ProblemAsync(404, "NotFound");
        await (await leshan.GetAsync(Hours)).ProblemAsync(404, "NotFound");
        await (await fixture.Handler().PutAsJsonAsync(Hours, new { version = 0 })).ProblemAsync(403, "Forbidden");
    }

    [Fact]
    public async Task Simulation_FollowsValidity_AndSaysWhatRealCasesGet()
    {
        var (matter, tomorrow) = ("facility.lamp", fixture.Snapshot!.Day.AddDays(1));
        await fixture.WithAsync<GrievancesDb, int>(db =>
        {
            Give(db, GrievancesFixture.Traffic, matter, "Lead", tomorrow, tomorrow.AddDays(2));
            Give(db, GrievancesFixture.Urban, matter, "CoHandler", null, null);
            return db.SaveChangesAsync();
        });
        await Eventually.IsAsync(() => Task.FromResult(fixture.Snapshot!),
            s => s.Standing.Count(d => d.Category == matter) == 2);
        foreach (var (days, unit) in new[] { (0, GrievancesFixture.Committee), (1, GrievancesFixture.Traffic),
            (2, GrievancesFixture.Traffic), (3, GrievancesFixture.Committee) })
        {
            var night = ChinaTime.StartOf(tomorrow.AddDays(days - 1)).AddHours(23).AddMinutes(40);
            var answer = await SimulateAsync(matter, night);
            Assert.Equal(unit, answer.GetProperty("unit").GetProperty("id").GetGuid());
            Assert.Equal(GrievancesFixture.Urban,
                answer.GetProperty("coHandlers")[0].GetProperty("unit").GetProperty("id").GetGuid());
        }

        var made = await (await fixture.RiderClient.PostAsJsonAsync("/api/v1/clues",
            new { category = matter, text = "路灯不亮了", regionCode = "510104022" })).ReadAsync(201);
        Assert.Equal(GrievancesFixture.Committee, made.GetProperty("unit").GetProperty("id").GetGuid());
        var preview = await (await fixture.Dispatcher.PostAsJsonAsync("/api/v1/routing/preview", new
        {
            organisationId = GrievancesFixture.Urban, category = matter, regionCode = "510104",
        })).ReadAsync(200);
        Assert.Equal((1, 1), (preview.Number("examined"), preview.Number("elsewhere")));
        Assert.Equal(GrievancesFixture.Urban, preview.GetProperty("cases")[0].GetProperty("to").GetProperty("id")
            .GetGuid());

        await (await fixture.Dispatcher.GetAsync("/api/v1/routing/simulation?category=nothing&region=510104022"))
            .ProblemAsync(400, "Invalid");
        await (await fixture.Dispatcher.GetAsync($"/api/v1/routing/simulation?category={matter}"))
            .ProblemAsync(400, "Invalid");
        await (await fixture.Dispatcher.GetAsync($"/api/v1/routing/simulation?category={matter}&region=511102004"))
            .ProblemAsync(404, "NotFound");
    }

    private static void Give(
        GrievancesDb db, Guid unit, string matter, string role, DateOnly? from, DateOnly? until) =>
        GrievancesFixture.Publish(db, new DutyChanged
        {
            DutyId = StableId.Of($"duty/{unit}/{matter}/{role}"), Version = 1, OrganisationId = unit, Category = matter,
            RegionCode = "510104", Priority = 10, Role = role, ValidFrom = from, ValidUntil = until, Active = true,
            OccurredAt = DateTimeOffset.UnixEpoch,
        }, unit.ToString());

    private async Task<JsonElement> SimulateAsync(string matter, DateTimeOffset? at = null) =>
        await (await fixture.Dispatcher.GetAsync($"/api/v1/routing/simulation?category={matter}&region=510104022"
            + (at is { } moment ? $"&at={moment.UtcDateTime:O}" : ""))).ReadAsync(200);

    /// <summary>The unit's clock of a new case that goes by work days.</summary>
    private async Task<JsonElement> ReportAsync()
    {
        var made = await (await fixture.RiderClient.PostAsJsonAsync("/api/v1/clues",
            new { category = "access.compound", text = "小区不让进", regionCode = "510104022" })).ReadAsync(201);
        var read = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{made.GetProperty("id").GetGuid()}"))
            .ReadAsync(200);
        return read.GetProperty("case").GetProperty("clocks").GetProperty("unit");
    }
}
