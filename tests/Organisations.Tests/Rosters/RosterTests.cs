using System.Net;
using System.Text.Json.Nodes;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;
using static RiderPlatform.Organisations.Tests.OrganisationsFixture;

namespace RiderPlatform.Organisations.Tests.Rosters;

/// <summary>Duty rosters: who reads and writes them, what is refused, and what other services are told.</summary>
public sealed class RosterTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    private const string Path = "/api/v1/rosters";
    private static readonly Guid Unit = Department("510104", "urban-management");
    private static readonly Guid One = StableId.Of("account/handler.jinjiang");
    private static readonly Guid Two = StableId.Of("account/handler2.jinjiang");

    private static readonly string Jinjiang =
        $"{Path}/{StableId.Of("roster/demo/organisation/510104/Department/urban-management")}";

    /// <summary>Beyond the demo's weeks.</summary>
    private static readonly DateTimeOffset Later =
        new(TimeProvider.System.GetUtcNow().AddDays(100).Date, TimeSpan.Zero);

    private HttpClient Handler(Guid account) =>
        fixture.ClientFor(account, null, new Grant(Roles.Handler, "510104", Unit));

    [Fact]
    public async Task DemoRosters_AreSeenByScope_AndPhonesByThoseWhoKeepThem()
    {
        Assert.InRange((int)(await fixture.Secretary.ReadAsync(Path))["total"]!, 2, 3);
        var own = (await Handler(One).ReadAsync(Path))["items"]!.AsArray();
        Assert.Equal(Unit, (Guid)own.Single()!["organisationId"]!);
        var centre = $"{Path}/{StableId.Of("roster/demo/organisation/5101/WorkCommittee")}";
        var leshan = fixture.ClientFor(null, new Grant(Roles.Secretary, "5111", null));
        foreach (var (who, path) in new[] { (Handler(One), centre), (leshan, Jinjiang) })
        {
            foreach (var route in new[] { "", "/week", "/gaps", "/phone-tree", "/people", "/swaps" })
            {
                await who.GetAsync((path + route).Relative()).ExpectProblem(HttpStatusCode.NotFound, "NotFound");
            }
        }

        Assert.Equal(0, (int)(await leshan.ReadAsync(Path))["total"]!);
        await leshan.SendAsync(HttpMethod.Put, $"{Jinjiang}/shifts/{Guid.CreateVersion7()}", Body(Later, 9, One))
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        await Handler(One).SendAsync(HttpMethod.Put, $"{Jinjiang}/shifts/{Guid.CreateVersion7()}", Body(Later, 9, One))
            .ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
        var tree = await fixture.Secretary.ReadAsync($"{Jinjiang}/phone-tree");
        Assert.Equal([1, 2], tree.AsArray().Select(c => (int)c!["position"]!));
        Assert.StartsWith("1390000000", (string)tree[0]!["phone"]!, StringComparison.Ordinal);
        var masked = await Handler(One).ReadAsync($"{Jinjiang}/phone-tree");
        Assert.Contains("****", (string)masked[0]!["phone"]!, StringComparison.Ordinal);
        var week = await Handler(One).ReadAsync($"{Jinjiang}/week");
        Assert.Equal((7, 0), (week["days"]!.AsArray().Count, week["gaps"]!.AsArray().Count));
        Assert.True(week["shifts"]!.AsArray().Count >= 7);
        await fixture.Secretary.GetAsync($"{Jinjiang}/week?from=2026-01-01&to=2027-01-01".Relative())
            .ExpectProblem(HttpStatusCode.BadRequest, "Invalid");
    }

    [Fact]
    public async Task Create_IsOnceForAnOrganisation_AndAGapIsAnAlarmAhead()
    {
        var unit = Department("510104", "housing");
        var made = await fixture.Secretary.PostAsync(Path, new { organisationId = unit, kind = "Nights", leadDays = 3 })
            .Expect(HttpStatusCode.Created);
        Assert.True((bool)made["alarm"]!);
        await fixture.Secretary.PostAsync(Path, new { organisationId = unit })
            .ExpectProblem(HttpStatusCode.Conflict, "AlreadyRostered");
        await fixture.Secretary.PostAsync(Path, new { organisationId = unit, leadDays = 0 }).ExpectInvalid("leadDays");
        await fixture.Secretary.PostAsync(Path, new { organisationId = Department("511102", "housing") })
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        await fixture.Facts.FirstAsync<RosterChanged>(f => f.OrganisationId == unit && f.Shifts.Count == 0);

        var standing = (await fixture.Secretary.ReadAsync(
            $"{Jinjiang}/week?from={Day(5)}&to={Day(6)}"))["shifts"]!.AsArray();
        var taken = standing[^1]!;
        await fixture.Secretary.SendAsync(HttpMethod.Delete, $"{Jinjiang}/shifts/{(Guid)taken["id"]!}")
            .Expect(HttpStatusCode.NoContent);
        var gap = (await fixture.Secretary.ReadAsync($"{Jinjiang}/gaps?days=20")).AsArray().Single()!;
        Assert.Equal(((DateTimeOffset)taken["startsAt"]!, 24 * 60, true),
            ((DateTimeOffset)gap["from"]!, (int)gap["minutes"]!, (bool)gap["alarm"]!));
        Assert.InRange((int)gap["daysAhead"]!, 4, 6);
        Assert.True((bool)(await fixture.Secretary.ReadAsync(Jinjiang))["alarm"]!);
        await PutAsync((Guid)taken["id"]!, Body((DateTimeOffset)taken["startsAt"]!, 24, One, Two))
            .Expect(HttpStatusCode.OK);
        Assert.False((bool)(await fixture.Secretary.ReadAsync(Jinjiang))["alarm"]!);
    }

    [Fact]
    public async Task PutShift_OverMidnight_IsTold_AndOverlapsStalenessAndStrangersAreRefused()
    {
        var (id, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var body = Body(Later.AddHours(10), 15, One);
        await PutAsync(id, body).Expect(HttpStatusCode.OK);
        await PutAsync(id, body).Expect(HttpStatusCode.OK);
        var fact = await fixture.Facts.FirstAsync<RosterChanged>(f => f.OrganisationId == Unit
            && f.Shifts.Any(s => s.StartsAt == Later.AddHours(10) && s.People.Single().AccountId == One));
        Assert.Equal("锦江区城管承办员", fact.Shifts.Single(s => s.StartsAt == Later.AddHours(10)).People[0].Name);
        Assert.DoesNotContain("1390000", fixture.Facts.Texts, StringComparison.Ordinal);
        await PutAsync(other, Body(Later.AddHours(24), 3, One)).ExpectProblem(HttpStatusCode.Conflict, "Overlap");
        await PutAsync(other, Body(Later.AddHours(25), 3, One)).Expect(HttpStatusCode.OK);
        await PutAsync(id, Body(Later.AddHours(11), 10, One)).ExpectProblem(HttpStatusCode.Conflict, "ShiftChanged");
        var stranger = StableId.Of("account/handler.wuhou");
        await PutAsync(Guid.CreateVersion7(), Body(Later.AddDays(3), 3, stranger)).ExpectInvalid("people");
        await PutAsync(Guid.CreateVersion7(), Body(Later, 72, One)).ExpectInvalid("endsAt");
        await PutAsync(Guid.CreateVersion7(), Body(Later.AddYears(2), 8, One)).ExpectInvalid("endsAt");
        await PutAsync(Guid.CreateVersion7(), Body(Later, 8)).ExpectInvalid("people");

        // Two at once for one person: one of them has it.
        var race = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            PutAsync(Guid.CreateVersion7(), Body(Later.AddDays(5).AddMinutes(i), 8, Two))));
        Assert.Single(race, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, race.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Repeat_ShowsFirst_ThenWritesAllOrNothing()
    {
        object Ask(bool dryRun) => new
        {
            monday = Later.AddDays(20).ToString("yyyy-MM-dd"), weeks = 2, dryRun,
            pattern =
                new[] { new { weekday = 1, start = "18:00", end = "09:00" },
                new { weekday = 2, start = "18:00", end = "09:00" } },
            people = new[] { new { accountId = One }, new { accountId = Two } }, perShift = 1,
        };
        var before = (long)(await fixture.Secretary.ReadAsync(Jinjiang))["version"]!;
        var shown = await fixture.Secretary.PostAsync($"{Jinjiang}/repeats", Ask(true)).Expect(HttpStatusCode.OK);
        Assert.Equal((false, 4), ((bool)shown["written"]!, shown["shifts"]!.AsArray().Count));
        Assert.Equal(before, (long)(await fixture.Secretary.ReadAsync(Jinjiang))["version"]!);
        await fixture.Secretary.PostAsync($"{Jinjiang}/repeats", Ask(false)).Expect(HttpStatusCode.OK);
        await fixture.Secretary.PostAsync($"{Jinjiang}/repeats", Ask(false))
            .ExpectProblem(HttpStatusCode.Conflict, "Overlap");
        var again = await fixture.Secretary.PostAsync($"{Jinjiang}/repeats", Ask(true)).Expect(HttpStatusCode.OK);
        Assert.All(again["shifts"]!.AsArray(), s => Assert.True((bool)s!["collides"]!));
        await fixture.Secretary.PostAsync($"{Jinjiang}/repeats", new { weeks = 99 }).ExpectInvalid("weeks");
    }

    [Fact]
    public async Task Swap_ChangesBothOnce_AndOnlyWhatWasSeen()
    {
        var (a, b, c) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await PutAsync(a, Body(Later.AddDays(40), 8, One)).Expect(HttpStatusCode.OK);
        await PutAsync(b, Body(Later.AddDays(41), 8, Two)).Expect(HttpStatusCode.OK);
        await PutAsync(c, Body(Later.AddDays(42), 8, Two)).Expect(HttpStatusCode.OK);
        await AskAsync(Handler(Two), a, b, One).ExpectProblem(HttpStatusCode.Conflict, "NotYourShift");
        var first = await AskAsync(Handler(One), a, b, Two).Expect(HttpStatusCode.OK);
        var second = await AskAsync(Handler(One), a, c, Two).Expect(HttpStatusCode.OK);
        await AnswerAsync(Handler(One), first, "agreement").ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        var both = await Task.WhenAll(AnswerAsync(Handler(Two), first, "agreement"),
            AnswerAsync(Handler(Two), second, "agreement"));
        Assert.Single(both, r => r.StatusCode == HttpStatusCode.OK);
        await Task.FromResult(both.Single(r => r.StatusCode != HttpStatusCode.OK))
            .ExpectProblem(HttpStatusCode.Conflict, "ShiftChanged");
        var (won, lost) = both[0].StatusCode == HttpStatusCode.OK ? (first, second) : (second, first);
        await AnswerAsync(Handler(Two), won, "agreement").Expect(HttpStatusCode.OK);
        await AnswerAsync(Handler(Two), won, "refusal").ExpectProblem(HttpStatusCode.Conflict, "SwapAnswered");
        await AnswerAsync(Handler(Two), lost, "refusal").Expect(HttpStatusCode.OK);
        var shifts = (await Handler(One).ReadAsync(
            $"{Jinjiang}/week?from={Day(139)}&to={Day(144)}"))["shifts"]!.AsArray();
        Assert.Equal(Two, (Guid)shifts.Single(s => (Guid)s!["id"]! == a)!["people"]![0]!["accountId"]!);
        Assert.Equal(1, shifts.Count(s => (Guid)s!["people"]![0]!["accountId"]! == One));
        Assert.Contains((await Handler(Two).ReadAsync($"{Jinjiang}/swaps")).AsArray(),
            s => (string)s!["state"]! == "Agreed");
    }

    private Task<HttpResponseMessage> PutAsync(Guid id, object body) =>
        fixture.Secretary.SendAsync(HttpMethod.Put, $"{Jinjiang}/shifts/{id}", body);

    private static Task<HttpResponseMessage> AskAsync(HttpClient who, Guid mine, Guid theirs, Guid other) =>
        who.PostAsync($"{Jinjiang}/swaps", new { shiftId = mine, otherShiftId = theirs, otherId = other });

    private static Task<HttpResponseMessage> AnswerAsync(HttpClient who, JsonNode swap, string answer) =>
        who.PostAsync($"{Jinjiang}/swaps/{(Guid)swap["id"]!}/{answer}", new { });

    private static object Body(DateTimeOffset from, int hours, params Guid[] people) => new
    {
        startsAt = from, endsAt = from.AddHours(hours), people = people.Select(p => new { accountId = p }),
    };

    private static string Day(int ahead) => TimeProvider.System.GetUtcNow().AddDays(ahead).ToString("yyyy-MM-dd");
}
