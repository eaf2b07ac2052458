using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RiderPlatform.ServiceDefaults.Identity;
using RiderPlatform.Stations.Data;
using RiderPlatform.Stations.Domain;
using RiderPlatform.Stations.Tests.Messaging;

namespace RiderPlatform.Stations.Tests.Api;

public sealed class CheckInTests(StationsFixture fixture) : IClassFixture<StationsFixture>
{
    [Fact]
    public async Task CheckIn_GivesThePlaceOfTheDay()
    {
        var station = await StationAsync();
        var first = await CheckedInAsync(station, Guid.CreateVersion7());
        var second = await CheckedInAsync(station, Guid.CreateVersion7());
        Assert.Equal((1, 2), (Number(first), Number(second)));
        Assert.Equal((station, "锦官驿骑手驿站"), (first.Text("stationId"), first.Text("stationName")));
    }

    [Fact]
    public async Task CheckIn_AgainWithinHalfAnHour_AnswersAsTheFirst_AndLaterIsANewVisit()
    {
        var (station, rider) = (await StationAsync(), Guid.CreateVersion7());
        var first = await CheckedInAsync(station, rider);
        Assert.Equal(first.ToJsonString(), (await CheckedInAsync(station, rider)).ToJsonString());
        await AgeAsync(rider, 29);
        Assert.Equal(first.ToJsonString(), (await CheckedInAsync(station, rider)).ToJsonString());
        await AgeAsync(rider, 1);
        var later = await CheckedInAsync(station, rider);
        Assert.NotEqual(first.Id(), later.Id());
        Assert.Equal(2, Number(later));
        Assert.Equal(1, Number(await CheckedInAsync(await StationAsync(), rider)));
    }

    [Fact]
    public async Task CheckIn_By32AtOnce_IsOneVisit_AnnouncedOnce()
    {
        var (station, rider) = (await StationAsync(), Guid.CreateVersion7());
        await using var ear = await Ear.OnAsync(fixture.Broker, "checked-in.v1");
        var other = await fixture.StartReplicaAsync();
        using var elsewhere = fixture.ClientFor(rider, rider, new Grant(Roles.Rider, "5101", null));
        elsewhere.BaseAddress = other.Address;
        var here = Rider(rider);
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            CheckInAsync(i % 2 == 0 ? here : elsewhere, station, i % 4 == 0 ? $"key-{i}" : null)));
        var bodies = await Task.WhenAll(answers.Select(a => a.BodyAsync(HttpStatusCode.OK)));
        Assert.Single(bodies.Select(b => b.ToJsonString()).Distinct());
        Assert.Equal(1, await VisitsAsync(station));
        // When a later visit has been heard, a second fact of the first would have been too.
        var last = Guid.CreateVersion7();
        await CheckedInAsync(station, last);
        await Eventually.IsAsync(() => Task.FromResult(ear.Heard), h => h.Any(f => f.Text("riderId") == $"{last}"));
        var fact = Assert.Single(ear.Heard, f => f.Text("riderId") == $"{rider}");
        Assert.Equal((bodies[0].Id(), station, StationsFixture.Street),
            (fact.Text("checkInId"), fact.Text("stationId"), fact.Text("regionCode")));
    }

    [Fact]
    public async Task CheckIn_Of32RidersAtOnce_GivesEachAPlaceOfTheirOwn()
    {
        var station = await StationAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(_ => CheckedInAsync(station, Guid.CreateVersion7())));
        Assert.Equal(Enumerable.Range(1, 32), answers.Select(Number).Order());
    }

    [Fact]
    public async Task CheckIn_WithTheSameKey_IsReplayed_AndItsUseElsewhereRefused()
    {
        var (station, rider, key) = (await StationAsync(), Guid.CreateVersion7(), "arrive-1");
        using var first = await CheckInAsync(Rider(rider), station, key);
        using var second = await CheckInAsync(Rider(rider), station, key);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.True(second.Headers.Contains("Idempotency-Replayed"));
        using var elsewhere = await CheckInAsync(Rider(rider), await StationAsync(), key);
        await elsewhere.ProblemAsync(HttpStatusCode.Conflict, "IdempotencyKeyReused");
    }

    [Fact]
    public async Task CheckIn_WhereNoneIsPossible_IsRefused()
    {
        var station = await StationAsync();
        using var unknown = await CheckInAsync(Rider(Guid.CreateVersion7()), $"{Guid.CreateVersion7()}");
        await unknown.ProblemAsync(HttpStatusCode.NotFound, "NotFound");
        using var keeper = await CheckInAsync(fixture.Keeper, station);
        await keeper.ProblemAsync(HttpStatusCode.Forbidden, "Forbidden");
        using var unnamed =
            await CheckInAsync(fixture.ClientFor(null, new Grant(Roles.Rider, "5101", null)), station);
        await unnamed.ProblemAsync(HttpStatusCode.Forbidden, "Forbidden");
        using var nobody = await CheckInAsync(fixture.NewClient(), station);
        await nobody.ProblemAsync(HttpStatusCode.Unauthorized, "Unauthenticated");
        using var closing = await fixture.Secretary.SendAsync(HttpMethod.Post, $"/api/v1/stations/{station}/closure",
            new JsonObject { ["version"] = 1, ["reason"] = "搬迁" });
        await closing.BodyAsync(HttpStatusCode.OK);
        using var closed = await CheckInAsync(Rider(Guid.CreateVersion7()), station);
        await closed.ProblemAsync(HttpStatusCode.Conflict, "StationClosed");
        Assert.Equal(0, await VisitsAsync(station));
    }

    [Fact]
    public async Task List_ShowsTheDayNewestFirst_WithoutWhoItWas()
    {
        var (station, riders) = (await StationAsync(), Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()));
        foreach (var rider in riders.ToList())
        {
            await CheckedInAsync(station, rider);
        }

        var page = await Scenarios.GetAsync(fixture.Keeper, $"/api/v1/stations/{station}/check-ins?size=2");
        Assert.Equal([3, 2], page.Items().Select(Number));
        Assert.Equal((3, 2), (page["total"]!.GetValue<int>(), page["pageCount"]!.GetValue<int>()));
        Assert.All(page.Items(), i => Assert.Matches("^骑手 [0-9A-F]{4}$", i.Text("rider")));
        Assert.Equal(["at", "number", "rider"], page.Items()[0].Select(p => p.Key).Order());
        var hours = page["byHour"]!.AsArray();
        Assert.Equal((24, 3), (hours.Count, hours.Sum(h => h!["count"]!.GetValue<int>())));
        var hour = TimeProvider.System.GetUtcNow().ToOffset(OpeningHours.Shanghai).Hour;
        Assert.Contains(hours, h => h!["count"]!.GetValue<int>() > 0 && (hour - h["hour"]!.GetValue<int>()) is 0 or 1);
        var count = await Scenarios.GetAsync(fixture.Keeper, $"/api/v1/stations/{station}/check-ins/count");
        Assert.Equal(3, count["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task List_OfAnotherDay_IsThatDays()
    {
        var station = await StationAsync();
        await CheckedInAsync(station, Guid.CreateVersion7());
        foreach (var path in (string[])["check-ins", "check-ins/count"])
        {
            var other =
                await Scenarios.GetAsync(fixture.Keeper, $"/api/v1/stations/{station}/{path}?date=2026-01-31");
            Assert.Equal((0, "2026-01-31"), (other["total"]!.GetValue<int>(), other.Text("date")));
            await Scenarios.GetAsync(
                fixture.Keeper, $"/api/v1/stations/{station}/{path}?date=yesterday", HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData("check-ins")]
    [InlineData("check-ins/count")]
    public async Task Read_OfAStationThatIsNotTheirs_IsNotFound(string path)
    {
        var target = $"/api/v1/stations/{await StationAsync()}/{path}";
        var administrator = fixture.ClientFor(null, new Grant(Roles.Administrator, "", null));
        await Scenarios.GetAsync(administrator, target);
        Grant[] others =
        [
            new(Roles.Keeper, "510104", Guid.CreateVersion7()), new(Roles.Keeper, "510105", StationsFixture.Runner),
            new(Roles.Administrator, "5111", null),
        ];
        foreach (var grant in others)
        {
            await Scenarios.GetAsync(fixture.ClientFor(null, grant), target, HttpStatusCode.NotFound);
        }

        await Scenarios.GetAsync(Rider(Guid.CreateVersion7()), target, HttpStatusCode.Forbidden);
        await Scenarios.GetAsync(fixture.Secretary, target, HttpStatusCode.Forbidden);
        await Scenarios.GetAsync(fixture.NewClient(), target, HttpStatusCode.Unauthorized);
    }

    private static int Number(JsonObject visit) => visit["number"]!.GetValue<int>();

    private HttpClient Rider(Guid rider) => fixture.ClientFor(rider, rider, new Grant(Roles.Rider, "5101", null));

    private async Task<string> StationAsync() => (await Scenarios.RegisterAsync(fixture.Secretary)).Id();

    private async Task<JsonObject> CheckedInAsync(string station, Guid rider)
    {
        using var answer = await CheckInAsync(Rider(rider), station);
        return await answer.BodyAsync(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> CheckInAsync(HttpClient client, string station, string? key = null)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"/api/v1/stations/{station}/check-ins", UriKind.Relative));
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return client.SendAsync(request);
    }

    /// <summary>The rider's last check-in was this much earlier.</summary>
    private Task<int> AgeAsync(Guid rider, int minutes) => fixture.WithAsync<StationsDb, int>(db =>
        db.Database.ExecuteSqlAsync(
            $"update check_in_turn set at = at - {minutes} * interval '1 minute' where rider_id = {rider}"));

    private Task<int> VisitsAsync(string station) => fixture.WithAsync<StationsDb, int>(db =>
        db.CheckIns.CountAsync(c => c.StationId == Guid.Parse(station)));
}
