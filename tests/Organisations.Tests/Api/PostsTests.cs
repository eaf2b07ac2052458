using System.Net;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Identity;
using static RiderPlatform.Organisations.Tests.OrganisationsFixture;

namespace RiderPlatform.Organisations.Tests.Api;

/// <summary>A rider is appointed to a post and it ends; the others hear of it with the rider's own fact.</summary>
public sealed class PostsTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    private static readonly DateOnly Today =
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    [Fact]
    public async Task Appointed_Told_Ended_AndKeptAsHistory()
    {
        var rider = await RiderAsync("13911110001");
        var path = $"/api/v1/riders/{rider}/posts";
        var post = await AppointAsync(rider, "GridMember", "510104017", until: Today.AddYears(1))
            .Expect(HttpStatusCode.Created);
        Assert.Equal(("赵*", "锦官驿街道", true), (
            (string)post["riderName"]!, (string)post["regionName"]!, (bool)post["active"]!));
        var told = await fixture.Facts.FirstAsync<RiderRegistered>(f => f.RiderId == rider && f.Version == 2);
        Assert.Equal(new RiderRegistered.Post("GridMember", "510104017", Today, Today.AddYears(1)),
            Assert.Single(told.Posts!));

        await AppointAsync(rider, "GridMember", "510104017", from: Today.AddDays(5))
            .ExpectProblem(HttpStatusCode.Conflict, "PostHeldAlready");
        await AppointAsync(rider, "GridMember", "510104017", from: Today.AddYears(1)).Expect(HttpStatusCode.Created);
        await AppointAsync(rider, "Helper", "510104").Expect(HttpStatusCode.Created);

        var end = $"{path}/{(Guid)post["id"]!}/end";
        await fixture.Secretary.PostAsync(end, new { reason = " " }).ExpectInvalid("reason");
        var ended = await fixture.Secretary.PostAsync(end, new { reason = "本人申请" }).Expect(HttpStatusCode.OK);
        Assert.Equal((false, "本人申请"), ((bool)ended["active"]!, (string)ended["endReason"]!));
        await fixture.Facts.FirstAsync<RiderRegistered>(f => f.RiderId == rider && f.Version == 5
            && f.Posts!.Select(p => p.Kind).SequenceEqual(["GridMember", "Helper"]));
        var again = await fixture.Secretary.PostAsync(end, new { reason = "另一个原因" }).Expect(HttpStatusCode.OK);
        Assert.Equal("本人申请", (string)again["endReason"]!);

        Assert.Equal(3, (await fixture.Secretary.ReadAsync(path)).AsArray().Count);
        var own = fixture.ClientFor(rider, new Grant(Roles.Rider, "5101", null));
        Assert.Equal(3, (await own.ReadAsync(path)).AsArray().Count);
        var listed = await fixture.Secretary.ReadAsync("/api/v1/posts?region=510104&kind=Helper&active=true");
        Assert.Contains(listed["items"]!.AsArray(), p => (Guid)p!["riderId"]! == rider);
        var grid = await fixture.Secretary.ReadAsync("/api/v1/posts?kind=GridMember&active=true&size=200");
        Assert.DoesNotContain(grid["items"]!.AsArray(), p => (Guid)p!["riderId"]! == rider);
    }

    [Fact]
    public async Task TwoAtOnce_AreOnePost()
    {
        var rider = await RiderAsync("13911110002");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => AppointAsync(rider, "OpinionCollector", "510104017")));
        Assert.Equal([201, 409, 409, 409], answers.Select(a => (int)a.StatusCode).Order());
    }

    [Fact]
    public async Task WithBadFields_OrOutsideTheScope_IsRefused()
    {
        var rider = await RiderAsync("13911110003");
        await AppointAsync(rider, null, "510104").ExpectInvalid("kind");
        await AppointAsync(rider, "Helper", "999999").ExpectInvalid("regionCode");
        await AppointAsync(rider, "Helper", "510104", from: Today.AddDays(-1)).ExpectInvalid("validFrom");
        await AppointAsync(rider, "Helper", "510104", until: Today).ExpectInvalid("validUntil");
        await AppointAsync(Guid.CreateVersion7(), "Helper", "510104")
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");

        // Of the rider's region, and not of the post's; of another city; a role that only looks.
        await AppointAsync(rider, "Helper", "5111", by: Secretary("5101"))
            .ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
        await AppointAsync(rider, "Helper", "5111", by: Secretary("5111"))
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        await AppointAsync(
            rider, "Helper", "510104", by: fixture.ClientFor(null, new Grant(Roles.Dispatcher, "5101", null)))
            .ExpectProblem(HttpStatusCode.Forbidden, "Forbidden");
        var post = await AppointAsync(rider, "Helper", "510104").Expect(HttpStatusCode.Created);
        await Secretary("5111").PostAsync($"/api/v1/riders/{rider}/posts/{(Guid)post["id"]!}/end", new { reason = "x" })
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        var elsewhere = await Secretary("5111").ReadAsync("/api/v1/posts?size=200");
        Assert.DoesNotContain(elsewhere["items"]!.AsArray(), p => (Guid)p!["riderId"]! == rider);
        Assert.Equal(HttpStatusCode.NotFound,
            (await Secretary("5111").GetAsync($"/api/v1/riders/{rider}/posts".Relative())).StatusCode);
    }

    private HttpClient Secretary(string region) =>
        fixture.ClientFor(null, new Grant(Roles.Secretary, region, null));

    private async Task<Guid> RiderAsync(string phone) => (Guid)(await fixture.Secretary.PostAsync("/api/v1/riders", new
    {
        name = "赵铁柱", phone, regionCode = "510104017", group = "FoodDelivery", employerId = Platform("a"),
    }).Expect(HttpStatusCode.Created))["id"]!;

    private Task<HttpResponseMessage> AppointAsync(
        Guid rider, string? kind, string region, DateOnly? from = null, DateOnly? until = null,
        HttpClient? by = null) => (by ?? fixture.Secretary).PostAsync($"/api/v1/riders/{rider}/posts", new
        {
            kind, regionCode = region, validFrom = from, validUntil = until,
        });
}
