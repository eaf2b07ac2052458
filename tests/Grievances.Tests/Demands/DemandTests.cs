using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RiderPlatform.Grievances.Demands;
using static RiderPlatform.Grievances.Tests.Demands.DemandCity;

namespace RiderPlatform.Grievances.Tests.Demands;

/// <summary>A need from its publishing to the hours that it brought.</summary>
public sealed class DemandTests(GrievancesFixture fixture) : IClassFixture<GrievancesFixture>
{
    [Fact]
    public async Task Published_IsFoundByRiders_AndLookedAfterByItsStaff()
    {
        var far = await fixture.PublishAsync(Body(east: 104.089, kind: "demand.patrol"));
        var near = await fixture.PublishAsync(Body(east: 104.082, kind: "demand.patrol"));
        Assert.StartsWith("XQ", near.Text("number"), StringComparison.Ordinal);
        Assert.Equal(("Open", GrievancesFixture.Committee), (near.Text("status"), near.GetProperty("organisation")
            .Id()));

        var rider = fixture.RiderOf();
        var seen = (await rider.SeeAsync($"?near={East},{North}&kind=demand.patrol&status=Open")).GetProperty("items");
        Assert.Equal([near.Id(), far.Id()], seen.EnumerateArray().Select(d => d.Id()));
        Assert.InRange(seen[0].GetProperty("distanceMetres").GetDouble(), 90, 100);
        Assert.Equal(JsonValueKind.Null, seen[0].GetProperty("contact").ValueKind);
        foreach (var (query, count) in new[]
        {
            ($"near={East},{North}&within=500", 1), ("region=510104", 2), ("region=5111", 0), ("status=Full", 0),
        })
        {
            Assert.Equal(count, (await rider.SeeAsync($"?kind=demand.patrol&{query}")).GetProperty("total").GetInt32());
        }

        var other = fixture.Keeper(GrievancesFixture.Traffic);
        Assert.Empty((await other.SeeAsync("")).GetProperty("items").EnumerateArray());
        await other.SeeAsync($"/{near.Id()}", 404);
        Assert.Equal("Published", (await fixture.Dispatcher.SeeAsync($"/{near.Id()}")).GetProperty("events")[0]
            .Text("kind"));
        await (await other.DoAsync(near.Id(), "cancel", new { reason = "x" })).ProblemAsync(404, "NotFound");
        await (await rider.PostAsJsonAsync("/api/v1/demands", Body())).ProblemAsync(403, "Forbidden");
    }

    [Fact]
    public async Task Edit_UntilTheFirstClaim()
    {
        var id = (await fixture.PublishAsync()).Id();
        var body = Body(wanted: 1);
        (body["title"], body["version"]) = ("改了标题", 1);
        async Task<HttpResponseMessage> EditAsync() =>
            await fixture.Keeper().PutAsJsonAsync($"/api/v1/demands/{id}", body);
        var edited = await (await EditAsync()).ReadAsync(200);
        Assert.Equal(("改了标题", 2, 1), (edited.Text("title"), edited.Number("version"), edited.Number("wanted")));
        await (await EditAsync()).ProblemAsync(409, "Stale");
        await (await fixture.RiderOf().DoAsync(id, "claim")).ReadAsync(200);
        body["version"] = 2;
        await (await EditAsync()).ProblemAsync(409, "AlreadyClaimed");
    }

    [Fact]
    public async Task Work_IsProvedAtThePlace_AndVerifiedOnce()
    {
        var (riderId, id) = (Guid.CreateVersion7(), (await fixture.PublishAsync()).Id());
        var rider = fixture.RiderOf(riderId);
        await (await rider.CheckInAsync(id)).ProblemAsync(409, "NotClaimed");
        var claimed = await (await rider.DoAsync(id, "claim")).ReadAsync(200);
        Assert.Equal("小王 028-86660000", claimed.Text("contact"));
        var claim = claimed.GetProperty("myClaim").Id();
        Assert.Equal(claim, (await (await rider.DoAsync(id, "claim")).ReadAsync(200)).GetProperty("myClaim").Id());
        Assert.Equal(1, (await rider.SeeAsync($"/{id}")).GetProperty("demand").Number("taken"));

        await (await rider.DoneAsync(id, "送到了", Pictures.Jpeg)).ProblemAsync(409, "NotCheckedIn");
        var tooFar = await (await rider.CheckInAsync(id, North + 0.003)).ProblemAsync(409, "TooFar");
        Assert.InRange(tooFar.GetProperty("metres").GetDouble(), 330, 340);
        Assert.Equal("CheckedIn", (await (await rider.CheckInAsync(id)).ReadAsync(200)).Text("state"));
        await (await rider.DoAsync(id, "withdraw")).ProblemAsync(409, "AlreadyStarted");
        await (await rider.DoneAsync(id, "送到了")).ProblemAsync(400, "Invalid");
        var done = await (await rider.DoneAsync(id, "送到了", Pictures.Jpeg)).ReadAsync(200);
        Assert.Equal(("Submitted", 1), (done.Text("state"), done.GetProperty("photos").GetArrayLength()));

        var keeper = fixture.Keeper();
        var photo = done.GetProperty("photos")[0].Text("href");
        Assert.Equal("image/jpeg", (await keeper.GetAsync(new Uri(photo!, UriKind.Relative)))
            .Content.Headers.ContentType?.MediaType);
        await (await fixture.RiderOf().GetAsync(new Uri(photo!, UriKind.Relative))).ProblemAsync(404, "NotFound");
        Assert.Contains((await keeper.SeeAsync("/claims?state=Submitted")).GetProperty("items").EnumerateArray(),
            i => i.GetProperty("claim").Id() == claim);
        await (await keeper.VerifyAsync(claim, new { accepted = true, hours = 0.3 })).ProblemAsync(400, "Invalid");
        await (await keeper.VerifyAsync(claim, new { accepted = false, reason = "看不清" })).ReadAsync(200);
        await (await rider.DoneAsync(id, "重拍", Pictures.Jpeg)).ReadAsync(200);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(
            _ => fixture.Keeper().VerifyAsync(claim, new { accepted = true, hours = 1.5 })));
        Assert.Equal($"20 1.5 {riderId}", await fixture.ScalarAsync<string>($"""
            select string_agg(concat_ws(' ', payload::jsonb ->> 'points', payload::jsonb ->> 'hours',
                payload::jsonb ->> 'riderId'), ',')
            from outbox where type = 'demand-verified.v1' and payload::jsonb ->> 'claimId' = '{claim}'
            """));
        Assert.Equal(1.5m, (await rider.SeeAsync("/hours?rider=me")).GetProperty("hours").GetDecimal());
        var team = await fixture.Dispatcher.SeeAsync($"/hours?team={GrievancesFixture.Committee}");
        Assert.True(team.GetProperty("hours").GetDecimal() >= 1.5m, team.ToString());
        Assert.Equal(["Published", "Claimed", "CheckedIn", "Submitted", "Refused", "Submitted", "Verified"],
            (await keeper.SeeAsync($"/{id}")).GetProperty("events").EnumerateArray().Select(e => e.Text("kind")));
    }

    [Fact]
    public async Task NoShows_GiveTheirPlacesUp_Once_AndCount()
    {
        var (lazy, ids) = (Guid.CreateVersion7(), new List<Guid>());
        foreach (var hour in new[] { 2, 4, 6 })
        {
            ids.Add((await fixture.PublishAsync(Body(wanted: 1, fromMinutes: 60 * hour))).Id());
            await (await fixture.RiderOf(lazy).DoAsync(ids[^1], "claim")).ReadAsync(200);
        }

        var sweep = fixture.Services.GetRequiredService<NoShowSweep>();
        var from = TimeProvider.System.GetUtcNow().AddHours(2);
        Assert.Equal(0, await SweptAsync(ids, () => sweep.SweepAsync(from.AddMinutes(15), default)));
        Assert.Equal(3, await SweptAsync(ids, () => Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => sweep.SweepAsync(from.AddHours(5), default)))));
        Assert.Equal(3, await fixture.ScalarAsync<long>(
            $"select count(*) from demand_events where kind = 'NoShow' and demand_id in ({In(ids)})"));
        Assert.Equal(0, await fixture.ScalarAsync<long>($"select sum(taken) from demands where id in ({In(ids)})"));

        await (await fixture.RiderOf(lazy).DoAsync(ids[0], "claim")).ProblemAsync(409, "NoShowHere");
        var next = (await fixture.PublishAsync(Body(fromMinutes: 600))).Id();
        Assert.True((await (await fixture.RiderOf(lazy).DoAsync(next, "claim")).ProblemAsync(409, "TooManyNoShows"))
            .GetProperty("until").GetDateTimeOffset() > from.AddDays(6));
        await (await fixture.RiderOf().DoAsync(ids[0], "claim")).ReadAsync(200);
    }

    [Fact]
    public async Task Cancelled_ItsRidersAreToldWhy()
    {
        var id = (await fixture.PublishAsync()).Id();
        var rider = fixture.RiderOf();
        await (await rider.DoAsync(id, "claim")).ReadAsync(200);
        await (await fixture.Keeper().DoAsync(id, "cancel", new { reason = " " })).ProblemAsync(400, "Invalid");
        await (await fixture.Keeper().DoAsync(id, "cancel", new { reason = "暴雨" })).ReadAsync(200);
        await (await fixture.Keeper().DoAsync(id, "cancel", new { reason = "暴雨" })).ReadAsync(200);
        var mine = (await rider.SeeAsync("/claims")).GetProperty("items")[0];
        Assert.Equal(("Cancelled", "暴雨", "Cancelled"), (mine.GetProperty("claim").Text("state"),
            mine.GetProperty("demand").Text("cancelReason"), mine.GetProperty("demand").Text("status")));
        await (await fixture.RiderOf().DoAsync(id, "claim")).ProblemAsync(409, "DemandCancelled");
    }

    [Fact]
    public async Task WrongValues_AreNamedByField()
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (field, value, named) in new (string, object?, string)[]
        {
            ("kind", "road.manhole", "kind"), ("kind", "demand", "kind"), ("title", "", "title"),
            ("text", new string('x', 1001), "text"), ("longitude", 200, "position"), ("wanted", 0, "wanted"),
            ("wanted", 101, "wanted"), ("points", -1, "points"), ("points", 101, "points"),
            ("from", now.AddMinutes(-1), "from"), ("from", now.AddDays(91), "from"), ("to", now, "to"),
            ("to", now.AddHours(30), "to"), ("to", null, "from"), ("teamId", Guid.CreateVersion7(), "teamId"),
            ("regionCode", "999999", "regionCode"), ("contact", null, "contact"), ("address", "\u0001", "address"),
        })
        {
            var body = Body();
            body[field] = value;
            var wrong = await (await fixture.Keeper().PostAsJsonAsync("/api/v1/demands", body))
                .ProblemAsync(400, "Invalid");
            Assert.Contains(named, wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        }

        foreach (var query in new[] { "near=1", "near=104,x", "within=5", "status=Good", "near=104,30&within=0" })
        {
            await fixture.RiderOf().SeeAsync($"?{query}", 400);
        }

        await fixture.RiderOf().SeeAsync("/hours", 400);
        await fixture.RiderOf().SeeAsync($"/hours?team={GrievancesFixture.Committee}", 404);
    }

    private static string In(IEnumerable<Guid> ids) => string.Join(',', ids.Select(i => $"'{i}'"));

    /// <summary>The service sweeps by itself, too: what counts is what became of these.</summary>
    private async Task<long> SweptAsync(List<Guid> ids, Func<Task> sweep)
    {
        await sweep();
        return await fixture.ScalarAsync<long>(
            $"select count(*) from demand_claims where state = 'NoShow' and demand_id in ({In(ids)})");
    }
}
