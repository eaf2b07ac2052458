using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Harness;
using RiderPlatform.ServiceDefaults;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>A unit's cases go to its people by the rule that it has set, each with the reason.</summary>
public sealed class AssigningTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private sealed record Team(Guid Unit, string Category, Guid[] People)
    {
        public static Team Of(Guid unit, string category, int size) => new(
            unit, category, [.. Enumerable.Range(0, size).Select(n => StableId.Of($"person/{unit}/{n}")).Order()]);
    }

    [Fact]
    public async Task InTurn_PassesByWhoIsAway_AndWhatTheyHadIsHandedOver()
    {
        var team = Team.Of(GrievancesFixture.Urban, "road.manhole", 3);
        var lead = await ArriveAsync(team, AssignmentRule.RoundRobin);
        var given = new List<(Guid Case, Guid To)>();
        for (var n = 0; n < 4; n++)
        {
            given.Add(await ReportAsync(team));
        }

        var (a, b, c) = (team.People[0], team.People[1], team.People[2]);
        Assert.Equal([a, b, c, a], given.Select(g => g.To));
        await (await lead.PutAsJsonAsync($"{Unit(team)}/members/{b}",
            new { skills = Array.Empty<string>(), absentUntil = TimeProvider.System.GetUtcNow().AddDays(2) }))
            .ReadAsync(200);
        Assert.Equal(c, (await ReportAsync(team)).To);
        await PersonAsync(team, c, version: 2, active: false);
        Assert.Equal(a, (await ReportAsync(team)).To);

        var shown = await (await lead.GetAsync(Unit(team))).ReadAsync(200);
        var members = shown.GetProperty("members").EnumerateArray().ToDictionary(m => m.Id());
        Assert.Equal(
            [b, c], members.Values.Where(m => m.GetProperty("handOver").GetBoolean()).Select(m => m.Id()).Order());
        foreach (var (id, member) in members)
        {
            var open = member.GetProperty("open");
            var listed = await (await lead.GetAsync($"/api/v1/cases?size=200&{open.Text("list")}")).ReadAsync(200);
            var counted = await (await lead.GetAsync($"/api/v1/cases/count?{open.Text("list")}")).ReadAsync(200);
            Assert.Equal(
                (open.Number("count"), open.Number("count")), (listed.Number("total"), counted.Number("total")));
            Assert.All(listed.GetProperty("items").EnumerateArray(),
                i => Assert.Equal(id, i.GetProperty("assignee").Id()));
        }

        // Two at once: each case goes to one person, and the second finds nothing left.
        var moves = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ => (await (await lead.PostAsJsonAsync(
            $"{Unit(team)}/members/{c}/hand-over", new { })).ReadAsync(200)).Number("moved")));
        Assert.Equal([0, 2], moves.Order());
        Assert.Equal(a, await AssigneeAsync(given[2].Case));
        await (await lead.PostAsJsonAsync($"{Unit(team)}/members/{b}/hand-over", new { to = c })).ReadAsync(400);
        await (await lead.PostAsJsonAsync($"{Unit(team)}/members/{b}/hand-over", new { to = a })).ReadAsync(200);
        Assert.Equal(6, await LoadAsync(lead, team, a));
        var told = (await (await lead.GetAsync($"/api/v1/cases/{given[1].Case}/timeline")).ReadAsync(200))
            .EnumerateArray().Where(s => s.Text("kind") == "Assigned").Select(s => s.Text("text")).ToList();
        Assert.Equal(2, told.Count);
        Assert.StartsWith("轮流分派：在岗3人中", told[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FewestOpen_SharesEvenly_HoweverManyComeAtOnce()
    {
        var team = Team.Of(GrievancesFixture.Traffic, "road.signal", 3);
        var lead = await ArriveAsync(team, AssignmentRule.LeastOpen);
        var given = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => ReportAsync(team)));
        Assert.All(given.GroupBy(g => g.To), g => Assert.Equal(5, g.Count()));
        var moved = await (await lead.PutAsJsonAsync(Unit(team), new { version = 0, rule = "None" })).ReadAsync(409);
        Assert.Equal("/problems/UnitMoved", moved.Text("type"));

        // A colleague takes it over; who saw it before is told that it has moved.
        var (id, to) = given[0];
        var (other, third) = (team.People.First(p => p != to), team.People.Last(p => p != to));
        var colleague = fixture.ClientFor(other, null, new Grant(Roles.Handler, "510104", team.Unit));
        await fixture.StepAsync(colleague, id, "assignee", new { version = 1 });
        await fixture.StepAsync(colleague, id, "assignee", new { version = 1 });
        await (await lead.PostAsJsonAsync($"/api/v1/cases/{id}/assignee", new { version = 1, accountId = third }))
            .ProblemAsync(409, "AssigneeMoved");
        await fixture.StepAsync(lead, id, "assignee", new { version = 2, accountId = Guid.CreateVersion7() }, 400);
        var mine = await (await colleague.GetAsync("/api/v1/cases?assignee=me&size=200")).ReadAsync(200);
        Assert.Equal(6, mine.Number("total"));

        // With another unit it is nobody's, and back again it goes by the rule once more.
        await fixture.StepAsync(
            fixture.Dispatcher, id, "dispatch", new { version = 2, unitId = GrievancesFixture.Committee });
        Assert.DoesNotContain(await AssigneeAsync(id) ?? Guid.Empty, team.People);
        await fixture.StepAsync(fixture.Dispatcher, id, "dispatch", new { version = 3, unitId = team.Unit });
        Assert.Equal(to, await AssigneeAsync(id));
    }

    [Fact]
    public async Task Skills_GoFirst_AndOthersNeitherSeeNorSetThem()
    {
        var team = Team.Of(GrievancesFixture.Committee, "environment.rubbish", 2);
        var lead = await ArriveAsync(team, AssignmentRule.Skills);
        var expert = team.People[1];
        await (await lead.PutAsJsonAsync(
            $"{Unit(team)}/members/{expert}", new { skills = new[] { "environment" } })).ReadAsync(200);
        var wrong = await (await lead.PutAsJsonAsync(
            $"{Unit(team)}/members/{expert}", new { skills = new[] { "nothing" } })).ReadAsync(400);
        Assert.True(wrong.GetProperty("errors").TryGetProperty("skills", out _));
        Assert.Equal(expert, (await ReportAsync(team)).To);
        var (id, to) = await ReportAsync(team);
        Assert.Equal(expert, to);
        Assert.Equal(team.People[0], (await ReportAsync(team with { Category = "facility.lamp" })).To);
        var shown = await (await lead.GetAsync($"/api/v1/cases/{id}/assignee")).ReadAsync(200);
        Assert.Contains("专长相符", shown.GetProperty("why").Text("zh"), StringComparison.Ordinal);
        Assert.Equal(2, shown.GetProperty("colleagues").GetArrayLength());

        var stranger = fixture.Handler();
        await (await stranger.GetAsync(Unit(team))).ReadAsync(404);
        await (await stranger.PutAsJsonAsync(Unit(team), new { version = 1, rule = "None" })).ReadAsync(404);
        await (await stranger.PostAsJsonAsync($"{Unit(team)}/members/{to}/hand-over", new { })).ReadAsync(404);
        await (await stranger.GetAsync($"/api/v1/cases/{id}/assignee")).ReadAsync(404);
        await (await fixture.RiderClient.GetAsync(Unit(team))).ReadAsync(403);
        var asked = await (await fixture.RiderClient.GetAsync($"/api/v1/cases?assignee={to}")).ReadAsync(200);
        Assert.Equal(0, asked.Number("total"));
        var own = await (await fixture.RiderClient.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200);
        Assert.Equal(JsonValueKind.Null, own.GetProperty("case").GetProperty("assignee").ValueKind);
        await (await lead.GetAsync("/api/v1/cases?assignee=someone")).ReadAsync(400);
    }

    private static string Unit(Team team) => $"/api/v1/cases/units/{team.Unit}";

    /// <summary>The team is known and the rule in force; a handler of the unit.</summary>
    private async Task<HttpClient> ArriveAsync(Team team, AssignmentRule rule)
    {
        foreach (var person in team.People)
        {
            await PersonAsync(team, person);
        }

        var lead = fixture.ClientFor(Guid.CreateVersion7(), null, new Grant(Roles.Handler, "510104", team.Unit));
        var answer = await (await lead.PutAsJsonAsync(Unit(team), new { version = 0, rule = rule.ToString() }))
            .ReadAsync(200);
        Assert.Equal((rule.ToString(), 1), (answer.Text("rule"), answer.Number("version")));
        await Eventually.IsAsync(() => Task.FromResult(fixture.Snapshot!), s => s.Assigns(team.Unit)
            && team.People.All(s.People.ContainsKey));
        return lead;
    }

    private async Task PersonAsync(Team team, Guid person, long version = 1, bool active = true)
    {
        await fixture.WithAsync<GrievancesDb, int>(db =>
        {
            GrievancesFixture.Publish(db, new AccountChanged
            {
                AccountId = person, Version = version, ShownName = $"承办员{Array.IndexOf(team.People, person)}",
                HandlesFor = [team.Unit], Active = active, OccurredAt = Then,
            }, person.ToString());
            return db.SaveChangesAsync();
        });
        await Eventually.IsAsync(() => Task.FromResult(fixture.Snapshot!.People.GetValueOrDefault(person)),
            p => p?.Active == active);
    }

    private async Task<(Guid Case, Guid To)> ReportAsync(Team team)
    {
        var id = (await fixture.ReportAsync(category: team.Category)).Id();
        return (id, (await AssigneeAsync(id))!.Value);
    }

    private async Task<Guid?> AssigneeAsync(Guid id)
    {
        var shown = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200);
        var assignee = shown.GetProperty("case").GetProperty("assignee");
        return assignee.ValueKind == JsonValueKind.Null ? null : assignee.Id();
    }

    private static async Task<int> LoadAsync(HttpClient lead, Team team, Guid person) =>
        (await (await lead.GetAsync(Unit(team))).ReadAsync(200)).GetProperty("members").EnumerateArray()
            .Single(m => m.Id() == person).GetProperty("open").Number("count");
}
