using System.Net;
using RiderPlatform.Contracts;
using RiderPlatform.ServiceDefaults.Identity;
using static RiderPlatform.Organisations.Tests.OrganisationsFixture;

namespace RiderPlatform.Organisations.Tests.Api;

public sealed class DutiesTests(OrganisationsFixture fixture) : IClassFixture<OrganisationsFixture>
{
    private const string Path = "/api/v1/duties";

    [Theory]
    [InlineData("510104", "road.manhole", "urban-management")]
    [InlineData("510104", "road.signal", "traffic-police")]
    [InlineData("510107", "food", "market-supervision")]
    [InlineData("511102", "fire", "fire-rescue")]
    [InlineData("5101", "access", "housing")]
    public async Task DemoCity_HasItsDuties(string region, string category, string slug)
    {
        var page = await fixture.Administrator.ReadAsync(
            $"{Path}?category={category}&organisation={Department(region, slug)}");
        Assert.Equal(region, (string)page["items"]![0]!["regionCode"]!);
    }

    [Theory]
    [InlineData("510104")]
    [InlineData("5101")]
    public async Task DemoCity_HasADefaultOwner(string region)
    {
        var page = await fixture.Administrator.ReadAsync($"{Path}?category=*&organisation={Committee(region)}");
        Assert.Equal(100, (int)page["items"]![0]!["priority"]!);
    }

    [Fact]
    public async Task Give_ThenWithdrawTwice_PublishesTwice()
    {
        var given = await GiveAsync("parking.bicycle", "510104").Expect(HttpStatusCode.Created);
        var id = (Guid)given["id"]!;
        await fixture.Facts.FirstAsync<DutyChanged>(d => d.DutyId == id && d.Active && d.Version == 1);
        await fixture.Secretary.SendAsync(HttpMethod.Delete, $"{Path}/{id}").Expect(HttpStatusCode.NoContent);
        await fixture.Secretary.SendAsync(HttpMethod.Delete, $"{Path}/{id}").Expect(HttpStatusCode.NoContent);
        await fixture.Facts.FirstAsync<DutyChanged>(d => d.DutyId == id && !d.Active && d.Version == 2);
        await GiveAsync("parking.bicycle", "510104").Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Give_Twice_IsRefused()
    {
        await GiveAsync("noise", "510104").Expect(HttpStatusCode.Created);
        await GiveAsync("noise", "510104").ExpectProblem(HttpStatusCode.Conflict, "AlreadyGiven");
        await GiveAsync("noise", "510104017").Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Give_OutsideTheOrganisationsRegion_IsRefused() =>
        await GiveAsync("noise", "510105").ExpectProblem(HttpStatusCode.Conflict, "OutsideItsRegion");

    [Fact]
    public async Task Give_WithBadFields_NamesThem()
    {
        await GiveAsync("Road!", "510104").ExpectInvalid("category");
        await GiveAsync("road", "999999").ExpectInvalid("regionCode");
        await GiveAsync("road", "510104", -1).ExpectInvalid("priority");
    }

    [Fact]
    public async Task GiveAndWithdraw_ForAnotherRegion_AreNotFound()
    {
        var leshan = fixture.ClientFor(null, new Grant(Roles.Secretary, "5111", null));
        await leshan.PostAsync(
            Path, new { organisationId = Committee("510104"), category = "x", regionCode = "510104" })
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        var given = await GiveAsync("other.region", "510104").Expect(HttpStatusCode.Created);
        await leshan.SendAsync(HttpMethod.Delete, $"{Path}/{(Guid)given["id"]!}")
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
        await fixture.Secretary.SendAsync(HttpMethod.Delete, $"{Path}/{Guid.CreateVersion7()}")
            .ExpectProblem(HttpStatusCode.NotFound, "NotFound");
    }

    [Fact]
    public async Task Overlaps_OfTheSameLevelAndRole_AreRefusedWithWhatTheyMeet()
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);
        var first = await DraftAsync("overlap.one", "urban-management", until: day).Expect(HttpStatusCode.Created);
        var problem = await DraftAsync("overlap.one", "fire-rescue", from: day.AddDays(-1))
            .ExpectProblem(HttpStatusCode.Conflict, "DutiesOverlap");
        Assert.Contains((string)first["id"]!, (string)problem["detail"]!, StringComparison.Ordinal);
        await DraftAsync("overlap.one", "fire-rescue", from: day).Expect(HttpStatusCode.Created);
        await DraftAsync("overlap.one", "housing", role: "CoHandler").Expect(HttpStatusCode.Created);
        await DraftAsync("overlap.one", "urban-management", "5101").Expect(HttpStatusCode.Created);

        var race = await Task.WhenAll(new[] { "urban-management", "fire-rescue", "housing" }
            .Select(slug => DraftAsync("overlap.race", slug)));
        Assert.Equal([201, 409, 409], race.Select(r => (int)r.StatusCode).Order());
        await DraftAsync("overlap.two", "housing", from: new(2020, 1, 1)).ExpectInvalid("validFrom");
        await DraftAsync("overlap.two", "housing", until: new(2020, 1, 1)).ExpectInvalid("validUntil");
    }

    [Fact]
    public async Task OneForGraverCases_StandsBesideOneForAll_WithADeadlineOfItsOwn()
    {
        Task<HttpResponseMessage> GiveAsync(
            string slug, string? minLevel, string? deadlineClass, string? role = null) =>
            fixture.Secretary.PostAsync(Path, new
            {
                organisationId = Department("510104", slug), category = "level.one", regionCode = "510104", role,
                minLevel, deadlineClass,
            });
        var all = await GiveAsync("housing", null, null).Expect(HttpStatusCode.Created);
        Assert.Equal(("Minor", "General"), ((string)all["minLevel"]!, (string)all["deadlineClass"]!));
        var grave = await GiveAsync("fire-rescue", "Major", "Urgent").Expect(HttpStatusCode.Created);
        await fixture.Facts.FirstAsync<DutyChanged>(d => d.DutyId == (Guid)grave["id"]!
            && d is { MinLevel: "Major", DeadlineClass: "Urgent" });
        await GiveAsync("urban-management", "Major", null).ExpectProblem(HttpStatusCode.Conflict, "DutiesOverlap");
        await GiveAsync("housing", "Major", "WorkDays").ExpectProblem(HttpStatusCode.Conflict, "DutiesOverlap");
        await GiveAsync("fire-rescue", "Major", null).ExpectProblem(HttpStatusCode.Conflict, "AlreadyGiven");
        await GiveAsync("housing", "Ordinary", "WorkDays").Expect(HttpStatusCode.Created);
        await GiveAsync("justice", "Major", "Urgent", "CoHandler").ExpectInvalid("deadlineClass");
        var helper = await GiveAsync("justice", "Major", null, "CoHandler").Expect(HttpStatusCode.Created);
        Assert.Equal("Major", (string)helper["minLevel"]!);
    }

    [Fact]
    public async Task Change_SupersedesAtOnceOrLater_AndKeepsWhatWas()
    {
        var old = await DraftAsync("change.one", "urban-management").Expect(HttpStatusCode.Created);
        var later = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);
        var next = await ChangeAsync((Guid)old["id"]!, 1, "housing", later).Expect(HttpStatusCode.OK);
        Assert.Equal((Guid)old["id"]!, (Guid)next["supersedes"]!);
        await fixture.Facts.FirstAsync<DutyChanged>(
            d => d.DutyId == (Guid)old["id"]! && d is { Version: 2, Active: true } && d.ValidUntil == later);
        await fixture.Facts.FirstAsync<DutyChanged>(
            d => d.DutyId == (Guid)next["id"]! && d is { Role: "Lead" } && d.ValidFrom == later);
        await ChangeAsync((Guid)old["id"]!, 1, "housing", later).ExpectProblem(HttpStatusCode.Conflict, "Stale");

        var now = await ChangeAsync((Guid)next["id"]!, 1, "fire-rescue", later).Expect(HttpStatusCode.OK);
        var all = await fixture.Administrator.ReadAsync($"{Path}?category=change.one&withdrawn=true");
        Assert.Equal(3, all["items"]!.AsArray().Count);
        var standing = await fixture.Administrator.ReadAsync($"{Path}?category=change.one");
        Assert.Equal([(Guid)old["id"]!, (Guid)now["id"]!], standing["items"]!.AsArray().Select(d => (Guid)d!["id"]!)
            .Order());
        Assert.NotNull((string?)standing["items"]![0]!["organisationName"]);
    }

    private Task<HttpResponseMessage> ChangeAsync(Guid id, long version, string slug, DateOnly from) =>
        fixture.Secretary.SendAsync(HttpMethod.Put, $"{Path}/{id}", new { version, duty = new
        {
            organisationId = Department("510104", slug), category = "change.one", regionCode = "510104",
            validFrom = from,
        } });

    private Task<HttpResponseMessage> DraftAsync(
        string category, string slug, string region = "510104", DateOnly? from = null, DateOnly? until = null,
        string? role = null) => fixture.Secretary.PostAsync(Path, new
        {
            organisationId = Department(region, slug), category, regionCode = "510104", role, validFrom = from,
            validUntil = until,
        });

    private Task<HttpResponseMessage> GiveAsync(string category, string region, int? priority = null) =>
        fixture.Secretary.PostAsync(
            Path, new { organisationId = Department("510104", "urban-management"), category,
                regionCode = region, priority });
}
