using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Contracts;
using RiderPlatform.Grievances.Consumers;
using RiderPlatform.Grievances.Data;
using RiderPlatform.Grievances.Domain;
using RiderPlatform.Grievances.Tests.Demands;
using RiderPlatform.Grievances.Verification;
using RiderPlatform.ServiceDefaults.Data;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Verification;

/// <summary>A resolved hazard is looked at by somebody near by, who does not know by whom it was resolved.</summary>
public sealed class VerificationTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static int _place;

    [Fact]
    public async Task Drawn_AmongThoseNearBy_Once_NeverWhoReportedOrJoined()
    {
        var place = NextPlace();
        var near = await NeighboursAsync(place, 9);
        var (reporter, joiner) = (near[0], near[1]);
        var (id, number) = await ReportedAsync(reporter, place);
        await (await fixture.RiderOf(joiner).PostAsJsonAsync("/api/v1/clues/joins", new { number })).ReadAsync(200);
        await ResolvedAsync(id);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepAsync()));

        var (seed, pool) = (await DrawsAsync(id), near.Skip(2).ToList());
        Assert.Equal(($"{id:N}:4:0:0", 7), (seed[0].Text("seed"), seed[0].Number("pool")));
        var invited = await InvitedAsync(id);
        Assert.Equal(VerificationRules.Draw(seed[0].Text("seed")!, pool).Order(), invited.Order());

        // After two hours nobody has gone: more are asked, and those who were stay so.
        await SweepAsync(TimeSpan.FromHours(2.1));
        Assert.Superset(invited.ToHashSet(), (await InvitedAsync(id)).ToHashSet());
        Assert.Equal(pool.Order(), (await InvitedAsync(id)).Intersect(pool).Order());
        Assert.DoesNotContain(reporter, await InvitedAsync(id));
        Assert.DoesNotContain(joiner, await InvitedAsync(id));
    }

    [Fact]
    public async Task Claimed_ByOneOfThoseAsked_Blind_AndReleasedWhenNobodyGoes()
    {
        var replica = await fixture.StartReplicaAsync();
        var (task, id, _) = await DrawnAsync();
        var invited = await InvitedAsync(id);
        var answers = await Task.WhenAll(invited.SelectMany(r => new[] { fixture.Address, replica.Address }
            .Select(async at => (Rider: r, Answer: await fixture.RiderOf(r, at)
                .PostAsJsonAsync($"/api/v1/verifications/{task}/claim", new { })))));
        var winner = Assert.Single(answers.Where(a => a.Answer.IsSuccessStatusCode).Select(a => a.Rider).Distinct());
        foreach (var (_, refused) in answers.Where(a => a.Rider != winner))
        {
            await refused.ProblemAsync(409, "TakenByAnother");
        }

        await (await fixture.RiderOf().PostAsJsonAsync($"/api/v1/verifications/{task}/claim", new { }))
            .ProblemAsync(404, "NotFound");

        var seen = await NearAsync(winner, task);
        Assert.Equal("Claimed", seen.Text("state"));
        Assert.Equal("image/jpeg", (await fixture.RiderOf(winner).GetAsync(
            new Uri(seen.GetProperty("photos")[0].GetString()!, UriKind.Relative))).Content.Headers.ContentType?
            .MediaType);
        foreach (
            var hidden in new[] { "锦江区城管局", GrievancesFixture.Urban.ToString(), "已补装井盖", "reporter", id.ToString() })
        {
            Assert.DoesNotContain(hidden, seen.ToString(), StringComparison.OrdinalIgnoreCase);
        }

        await SweepAsync(TimeSpan.FromHours(4.1));
        await (await ReportAsync(winner, task, "Fixed")).ProblemAsync(404, "NotFound");
        var other = invited.First(r => r != winner);
        await (await ClaimAsync(other, task)).ReadAsync(200);

        // Who works for the unit is not asked, whatever the draw says.
        var both = fixture.ClientFor(invited[^1], new Grant(Roles.Rider, "5101", null),
            new Grant(Roles.Handler, "510104", GrievancesFixture.Urban));
        await (await both.PostAsJsonAsync($"/api/v1/verifications/{task}/claim", new { }))
            .ProblemAsync(404, "NotFound");
    }

    [Theory]
    [InlineData("Fixed", "Verified", "Verified")]
    [InlineData("NotFixed", "Reopened", "Refuted")]
    public async Task Seen_IsTheCasesNextStep_AndWorthPoints_Once(string seen, string status, string kind)
    {
        var (task, id, place) = await DrawnAsync();
        var rider = (await InvitedAsync(id))[0];
        await (await ReportAsync(rider, task, seen)).ProblemAsync(409, "NotClaimed");
        await (await ClaimAsync(rider, task)).ReadAsync(200);
        await (await ReportAsync(rider, task, seen, north: place + 0.003)).ProblemAsync(409, "TooFar");
        await (await ReportAsync(rider, task, seen, place, photos: 0)).ProblemAsync(400, "Invalid");
        await (await ReportAsync(rider, task, "Maybe", place)).ProblemAsync(400, "Invalid");
        var twice = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => ReportAsync(rider, task, seen, place)));
        Assert.Contains(twice, a => a.IsSuccessStatusCode);
        await (await ReportAsync(rider, task, seen, place)).ReadAsync(200);

        var one = await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}")).ReadAsync(200);
        Assert.Equal(status, one.GetProperty("case").Text("status"));
        Assert.Equal($"{kind} system", await fixture.ScalarAsync<string>(
            $"select concat_ws(' ', kind, actor_role) from case_events where case_id = '{id}' and version = 5"));
        Assert.Equal($"{rider} {seen} 5", await fixture.ScalarAsync<string>($"""
            select string_agg(concat_ws(' ', payload::jsonb ->> 'riderId', payload::jsonb ->> 'seen',
                payload::jsonb ->> 'points'), ',')
            from outbox where type = 'hazard-verified.v1' and payload::jsonb ->> 'caseId' = '{id}'
            """));
        Assert.Equal("Answered", (await NearAsync(rider, task)).Text("state"));
        var check = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/verifications")).ReadAsync(200))[0];
        Assert.Equal((seen, 1), (check.GetProperty("answers")[0].Text("seen"),
            check.GetProperty("answers")[0].GetProperty("photos").GetArrayLength()));
        await (await fixture.Handler().GetAsync($"/api/v1/cases/{id}/verifications")).ProblemAsync(403, "Forbidden");
    }

    [Fact]
    public async Task GridMembersOfThePlace_AreAskedToo_AsLongAsTheyAre()
    {
        var place = NextPlace();
        var near = await NeighboursAsync(place, 2);
        var (member, elsewhere, later) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await HoldAsync(member, 1, Held("GridMember", "510104022", new(2026, 1, 1), null));
        await HoldAsync(elsewhere, 1, Held("GridMember", "510105", new(2026, 1, 1), null),
            Held("Helper", "510104", new(2026, 1, 1), null),
                Held("GridMember", "510104", new(2026, 1, 1), new(2026, 2, 1)));
        await HoldAsync(later, 1, Held("GridMember", "510104", new(2099, 1, 1), null));
        try
        {
            var (id, _) = await ReportedAsync(near[0], place);
            await ResolvedAsync(id);
            await SweepAsync();
            Assert.Equal(new[] { near[1], member }.Order(), (await InvitedAsync(id)).Order());
            var draw = Assert.Single(await DrawsAsync(id));
            Assert.Equal("""[{"reason":"Active","count":1},{"reason":"GridMember","count":1}]""",
                draw.GetProperty("asked").ToString());
            var task = await fixture.ScalarAsync<Guid>($"select id from verifications where case_id = '{id}'");
            Assert.Equal("Open", (await NearAsync(member, task)).Text("state"));

            // News that is older than what is known changes nothing; the post's end does, at once.
            await HoldAsync(member, 2);
            await HoldAsync(member, 1, Held("GridMember", "510104022", new(2026, 1, 1), null));
            await (await ClaimAsync(member, task)).ProblemAsync(404, "NotFound");
            Assert.Equal(0, (await (await fixture.RiderOf(member).GetAsync("/api/v1/verifications/near"))
                .ReadAsync(200)).GetProperty("items").GetArrayLength());
            await (await ClaimAsync(near[1], task)).ReadAsync(200);
        }
        finally
        {
            await HoldAsync(member, 9);
        }
    }

    [Fact]
    public async Task ThreeWhoCannotTell_LeaveItToTheDispatcher()
    {
        var (task, id, place) = await DrawnAsync();
        var asked = new HashSet<Guid>();
        for (var i = 0; i < 3; i++)
        {
            var rider = (await InvitedAsync(id)).First(r => asked.Add(r));
            await (await ClaimAsync(rider, task)).ReadAsync(200);
            await (await ReportAsync(rider, task, "CannotTell", place, photos: 0)).ReadAsync(200);
            await SweepAsync();
        }

        var check = (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/verifications")).ReadAsync(200))[0];
        Assert.Equal(("Undecided", 3), (check.Text("state"), check.GetProperty("answers").GetArrayLength()));
        Assert.Equal("Resolved", await fixture.ScalarAsync<string>($"select status from cases where id = '{id}'"));
    }

    [Fact]
    public async Task WhenTheCaseHasMovedOn_NobodyIsAskedAnyMore()
    {
        var (task, id, _) = await DrawnAsync();
        var rider = (await InvitedAsync(id))[0];
        await fixture.ScalarAsync<int>($"""
            with u as (update cases set status = 'CalledBack', version = 5 where id = '{id}' returning 1)
            select 1 from u
            """);
        await (await ClaimAsync(rider, task)).ProblemAsync(409, "NoLongerNeeded");
        await SweepAsync(TimeSpan.FromHours(3));
        Assert.Equal("Cancelled", await fixture.ScalarAsync<string>(
            $"select state from verifications where case_id = '{id}'"));
    }

    private static RiderRegistered.Post Held(string kind, string region, DateOnly from, DateOnly? until) =>
        new(kind, region, from, until);

    private Task<bool> HoldAsync(Guid rider, long version, params RiderRegistered.Post[] posts) =>
        fixture.WithAsync<GrievancesDb, bool>(db => db.InTransactionAsync(async () =>
        {
            await new CopyRiders(db).ConsumeAsync([new()
            {
                RiderId = rider, Version = version, RegionCode = "511102", EmployerId = null, IsMember = false,
                Active = true, Posts = posts, OccurredAt = TimeProvider.System.GetUtcNow(),
            }], default);
            return true;
        }, default));

    /// <summary>Each test has a place of its own, 4 km from the last.</summary>
    private static double NextPlace() => 31.0 + (Interlocked.Increment(ref _place) * 0.07);

    private async Task<(Guid Task, Guid Case, double Place)> DrawnAsync()
    {
        var place = NextPlace();
        var near = await NeighboursAsync(place, 8);
        var (id, _) = await ReportedAsync(near[0], place);
        await ResolvedAsync(id);
        await SweepAsync();
        return (await fixture.ScalarAsync<Guid>($"select id from verifications where case_id = '{id}'"), id, place);
    }

    /// <summary>Riders who have reported something near the place lately.</summary>
    private async Task<IReadOnlyList<Guid>> NeighboursAsync(double north, int count)
    {
        var riders = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var rider in riders)
        {
            await ReportedAsync(rider, north + 0.005, "road.damage");
        }

        return riders;
    }

    private async Task<(Guid Id, string Number)> ReportedAsync(
        Guid rider, double north, string category = "road.manhole")
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(category), "category" }, { new StringContent("井盖缺失"), "text" },
            { new StringContent("104.081"), "longitude" },
            { new StringContent(north.ToString(CultureInfo.InvariantCulture)), "latitude" },
            { new StringContent("510104022"), "regionCode" },
        };
        Pictures.AddTo(form, category == "road.manhole" ? [Pictures.Jpeg] : []);
        var made = await (await fixture.RiderOf(rider).PostAsync(new Uri("/api/v1/clues", UriKind.Relative), form))
            .ReadAsync(201);
        return (made.Id(), made.Text("number")!);
    }

    private async Task ResolvedAsync(Guid id)
    {
        var handler = fixture.Handler();
        await fixture.StepAsync(handler, id, "accept", new { version = 2 });
        await (await fixture.ResolveAsync(handler, id, 3, Pictures.Jpeg)).ReadAsync(200);
    }

    private Task SweepAsync(TimeSpan? later = null) => fixture.Services.GetRequiredService<VerificationSweep>()
        .SweepAsync(TimeProvider.System.GetUtcNow() + (later ?? TimeSpan.FromSeconds(1)), default);

    private async Task<IReadOnlyList<Guid>> InvitedAsync(Guid id) =>
        [.. (await fixture.ScalarAsync<string>($"""
            select string_agg(rider_id::text, ',' order by invited_at, rider_id) from verification_invites i
            join verifications v on v.id = i.verification_id where v.case_id = '{id}' and i.released_at is null
                and not exists (select from verification_answers a
                    where a.verification_id = v.id and a.rider_id = i.rider_id)
            """)).Split(',').Select(Guid.Parse)];

    private async Task<List<JsonElement>> DrawsAsync(Guid id) =>
        [.. (await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}/verifications")).ReadAsync(200))[0]
            .GetProperty("draws").EnumerateArray()];

    private Task<HttpResponseMessage> ClaimAsync(Guid rider, Guid task) =>
        fixture.RiderOf(rider).PostAsJsonAsync($"/api/v1/verifications/{task}/claim", new { });

    private async Task<JsonElement> NearAsync(Guid rider, Guid task) =>
        (await (await fixture.RiderOf(rider).GetAsync("/api/v1/verifications/near")).ReadAsync(200))
            .GetProperty("items").EnumerateArray().Single(i => i.Id() == task);

    private async Task<HttpResponseMessage> ReportAsync(
        Guid rider, Guid task, string seen, double north = 31, int photos = 1)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(seen), "seen" }, { new StringContent("看过了"), "note" },
            { new StringContent("104.081"), "longitude" },
            { new StringContent(north.ToString(CultureInfo.InvariantCulture)), "latitude" },
        };
        Pictures.AddTo(form, [.. Enumerable.Repeat(Pictures.Jpeg, photos)]);
        return await fixture.RiderOf(rider)
            .PostAsync(new Uri($"/api/v1/verifications/{task}/report", UriKind.Relative), form);
    }
}
