using System.Net.Http.Json;
using System.Text.Json;
using RiderPlatform.ServiceDefaults.Identity;

namespace RiderPlatform.Grievances.Tests.Api;

/// <summary>One hazard, many reporters: joined before it is reported again, merged after.</summary>
public sealed class JoinTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    private static double _next = 104.074;

    /// <summary>A place that no other test reports at.</summary>
    private readonly double _longitude = _next += 0.0015;

    [Fact]
    public async Task Join_IsCountedOnce_HearsTheOutcome_AndCanLeave()
    {
        var joiner = Guid.CreateVersion7();
        var (second, third) = (fixture.ClientFor(joiner, new Grant(Roles.Rider, "5101", null)), NewRider());
        var made = await fixture.ReportAsync(longitude: _longitude);
        var number = made.Text("number")!;
        var similar = await SimilarAsync(second);
        Assert.Equal((number, 1, false),
            (similar.Text("number"), similar.Number("riders"), similar.GetProperty("mine").GetBoolean()));

        Assert.Equal(2, (await JoinAsync(second, number, 200)).Number("riders"));
        Assert.Equal(2, (await JoinAsync(second, number, 200)).Number("riders"));
        Assert.Equal(3, (await JoinAsync(third, number, 200)).Number("riders"));
        Assert.True((await SimilarAsync(second)).GetProperty("mine").GetBoolean());
        Assert.Equal(3, (await DossierAsync(made.Id())).Number("riders"));

        var heard = (await JoinedAsync(second)).Single();
        Assert.Equal(("已派单，等待承办单位接单", "井盖缺失", made.Text("regionName"), 3),
            (heard.GetProperty("status").Text("zh"), heard.GetProperty("categoryName").Text("zh"),
                heard.Text("regionName"), heard.Number("riders")));
        await (await second.GetAsync($"/api/v1/cases/{made.Id()}")).ReadAsync(404);

        Assert.Equal(204, (int)(await third.DeleteAsync($"/api/v1/clues/joins/{number}")).StatusCode);
        Assert.Equal(204, (int)(await third.DeleteAsync($"/api/v1/clues/joins/{number}")).StatusCode);
        Assert.Empty(await JoinedAsync(third));
        await CloseAsync(made.Id());
        var fact = JsonDocument.Parse(await fixture.ScalarAsync<string>(
            $"select payload from outbox where type = 'case-closed.v1' and key = '{made.Id()}'")).RootElement;
        Assert.Equal([joiner], fact.GetProperty("joiners").EnumerateArray().Select(j => j.GetGuid()));
        Assert.True((await JoinedAsync(second)).Single().GetProperty("closed").GetBoolean());
        await JoinAsync(third, number, 409, "AlreadyClosed");
        await JoinAsync(second, number, 200);
    }

    [Fact]
    public async Task Join_OfOnesOwn_OfNothing_OrOfAGrievance_IsRefused()
    {
        var made = await fixture.ReportAsync(longitude: _longitude);
        await JoinAsync(fixture.RiderClient, made.Text("number")!, 409, "OwnReport");
        await JoinAsync(NewRider(), "XS20261122-999999", 404, "NotFound");
        var grievance = await (await fixture.RiderClient.PostAsJsonAsync("/api/v1/cases",
            new { kind = "Grievance", category = "labour.hours", text = "x", regionCode = "510104017" }))
                .ReadAsync(201);
        await JoinAsync(NewRider(), grievance.Text("number")!, 404, "NotFound");
    }

    [Fact]
    public async Task Merge_ClosesTheCase_TakesItsRidersAlong_AndSplitBringsThemBack()
    {
        var (first, second, third) = (NewRider(), NewRider(), NewRider());
        var into = await fixture.ReportAsync(first, longitude: _longitude);
        var same = await fixture.ReportAsync(second, longitude: _longitude);
        await JoinAsync(third, same.Text("number")!, 200);

        var merged = await MergeAsync(same.Id(), into.Id(), 200);
        Assert.Equal("Closed", merged.Text("status"));
        Assert.Equal(merged.GetRawText(), (await MergeAsync(same.Id(), into.Id(), 200)).GetRawText());
        var dossier = await DossierAsync(into.Id());
        Assert.Equal(3, dossier.Number("riders"));
        Assert.Equal(same.Id(), dossier.GetProperty("mergedFrom")[0].Id());
        Assert.Equal(into.Id(), (await DossierAsync(same.Id())).GetProperty("mergedInto").Id());
        Assert.True((await JoinedAsync(second)).Single().GetProperty("merged").GetBoolean());
        var told = await (await second.GetAsync($"/api/v1/cases/{same.Id()}/timeline")).ReadAsync(200);
        Assert.Contains(into.Text("number")!, told[2].Text("text"), StringComparison.Ordinal);

        var split = await fixture.StepAsync(
            fixture.Dispatcher, same.Id(), "split", new { version = 3, reason = "不是同一处" });
        Assert.Equal("Reopened", split.Text("status"));
        var after = await (await second.GetAsync($"/api/v1/cases/{same.Id()}/timeline")).ReadAsync(200);
        Assert.Equal(told[2].GetRawText(), after[2].GetRawText());
        Assert.Equal(1, (await DossierAsync(into.Id())).Number("riders"));
        Assert.Empty(await JoinedAsync(second));
        Assert.Equal(2, (await DossierAsync(same.Id())).Number("riders"));
        await (await fixture.Dispatcher.PostAsJsonAsync($"/api/v1/cases/{into.Id()}/split",
            new { version = 2, reason = "x" })).ProblemAsync(409, "NotClosed");
        var past = await DossierAsync(same.Id(), $"?at={Uri.EscapeDataString(merged.Text("occurredAt")!)}");
        Assert.Equal(("Closed", "Duplicate"),
            (past.GetProperty("case").Text("status"), past.GetProperty("case").Text("outcome")));
        Assert.Equal(into.Id(), past.GetProperty("mergedInto").Id());
    }

    [Fact]
    public async Task Merge_IntoItself_Another_Kind_AClosedOne_OrElsewhere_IsRefused()
    {
        var one = await fixture.ReportAsync(longitude: _longitude);
        var closed = await fixture.ReportAsync(longitude: _longitude);
        await fixture.StepAsync(fixture.Dispatcher, closed.Id(), "merge", new { version = 2, into = one.Id() });
        var wish = await (await fixture.RiderClient.PostAsJsonAsync("/api/v1/cases",
            new { kind = "Wish", category = "wish.life", text = "x", regionCode = "510104017" })).ReadAsync(201);
        var leshan = await (await fixture.RiderClient.PostAsJsonAsync("/api/v1/clues",
            new { category = "road.damage", text = "x", regionCode = "511102004" })).ReadAsync(201);
        foreach (var target in new[] { one.Id(), closed.Id(), wish.Id(), leshan.Id(), Guid.CreateVersion7() })
        {
            var answer = await MergeAsync(one.Id(), target, 400);
            Assert.True(answer.GetProperty("errors").TryGetProperty("into", out _));
        }

        await (await fixture.Handler().PostAsJsonAsync($"/api/v1/cases/{one.Id()}/merge",
            new { version = 2, into = closed.Id() })).ReadAsync(403);
    }

    /// <summary>Each would close the other: exactly one does, on two replicas.</summary>
    [Fact]
    public async Task Merge_TowardsEachOtherAtOnce_LeavesOneOpen()
    {
        var replica = await fixture.StartReplicaAsync();
        for (var round = 0; round < 10; round++)
        {
            var (a, b) = (await fixture.ReportAsync(NewRider(), longitude: _longitude),
                await fixture.ReportAsync(NewRider(), longitude: _longitude));
            var other = fixture.Dispatcher;
            other.BaseAddress = replica.Address;
            var answers = await Task.WhenAll(
                fixture.Dispatcher.PostAsJsonAsync($"/api/v1/cases/{a.Id()}/merge", new { version = 2, into = b.Id() }),
                other.PostAsJsonAsync($"/api/v1/cases/{b.Id()}/merge", new { version = 2, into = a.Id() }));
            Assert.Equal([200, 400], answers.Select(x => (int)x.StatusCode).Order());
            Assert.Equal(1, await fixture.ScalarAsync<long>(
                $"select count(*) from cases where open and id in ('{a.Id()}', '{b.Id()}')"));
        }
    }

    private HttpClient NewRider() => fixture.ClientFor(Guid.CreateVersion7(), new Grant(Roles.Rider, "5101", null));

    private async Task<JsonElement> SimilarAsync(HttpClient rider) => (await (await rider.GetAsync(
        FormattableString.Invariant(
            $"/api/v1/clues/similar?category=road.manhole&longitude={_longitude}&latitude=30.657")))
        .ReadAsync(200)).GetProperty("items")[0];

    private static async Task<JsonElement> JoinAsync(HttpClient rider, string number, int status, string? name = null)
    {
        var answer = await rider.PostAsJsonAsync("/api/v1/clues/joins", new { number });
        return name is null ? await answer.ReadAsync(status) : await answer.ProblemAsync(status, name);
    }

    private static async Task<JsonElement[]> JoinedAsync(HttpClient rider) =>
        [.. (await (await rider.GetAsync("/api/v1/clues/joins")).ReadAsync(200)).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement> DossierAsync(Guid id, string query = "") =>
        await (await fixture.Dispatcher.GetAsync($"/api/v1/cases/{id}{query}")).ReadAsync(200);

    private Task<JsonElement> MergeAsync(Guid id, Guid into, int status) =>
        fixture.StepAsync(Dispatcher, id, "merge", new { version = 2, into }, status);

    /// <summary>One account: the same step of the same account is answered as the first time.</summary>
    private HttpClient Dispatcher { get; } = fixture.Dispatcher;

    private async Task CloseAsync(Guid id)
    {
        var handler = fixture.Handler();
        await fixture.StepAsync(handler, id, "accept", new { version = 2 });
        await (await fixture.ResolveAsync(handler, id, 3, Pictures.Jpeg)).ReadAsync(200);
        await fixture.StepAsync(
            fixture.RiderClient, id, "callback", new { version = 4, solved = "Solved", satisfaction = "Satisfied" });
        await fixture.StepAsync(fixture.Dispatcher, id, "close", new { version = 5, outcome = "Solved" });
    }
}
